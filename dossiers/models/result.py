from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ResultEntry(models.Model):
    """A line of the register of results: a licence, certificate or extract that an agency issued.

    Whether it still counts stands on its paper (`document`), not here. `valid_until` is its last
    day; without one it has no end, or one that only `valid_words` tell. `renews` is the holder's
    earlier result whose place it takes in time.
    """

    document = models.OneToOneField("documents.IssuedDocument", models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="results")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, related_name="+")
    code = models.CharField(_("number"), max_length=80, unique=True)
    name = models.TextField(_("name"))
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("holder")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    holder_name = models.CharField(max_length=200)
    holder_folded = models.CharField(max_length=200, editable=False)
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    valid_words = models.CharField(max_length=200, blank=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("line of the register of results")
        verbose_name_plural = _("register of results")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["agency", "-id"], name="result_of_agency"),
            models.Index(fields=["holder", "-id"], name="result_of_holder"),
            models.Index(fields=["organisation", "-id"], name="result_of_organisation"),
            models.Index(
                fields=["valid_until", "id"],
                condition=Q(reminded_at=None, valid_until__isnull=False),
                name="result_to_remind_of",
            ),
            GinIndex(OpClass(F("holder_folded"), name="gin_trgm_ops"), name="result_holder"),
        ]

    def __str__(self):
        return self.code
