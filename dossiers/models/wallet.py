"""The papers of a person: kept once, used again, each use known to him."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.fields import EncryptedTextField
from portal.documents.workflow import Damage, Validity


class Provenance(models.TextChoices):
    """Where a kept paper comes from, and so who answers for it."""

    RESULT = "RESULT", _("issued by an agency through this portal")
    DOSSIER = "DOSSIER", _("handed in online and accepted by an official")
    COUNTER = "COUNTER", _("scanned at a counter and compared by an official")


class Standing(models.TextChoices):
    """Whether a kept paper can serve on a day; all but the first say why it cannot."""

    GOOD = "GOOD", pgettext_lazy("kept paper", "Valid")
    EXPIRED = "EXPIRED", pgettext_lazy("kept paper", "Expired")
    REVOKED = "REVOKED", pgettext_lazy("kept paper", "Revoked by the agency")
    REPLACED = "REPLACED", pgettext_lazy("kept paper", "Replaced by a newer one")
    REMOVED = "REMOVED", pgettext_lazy("kept paper", "Removed by its owner")
    DAMAGED = "DAMAGED", pgettext_lazy("kept paper", "File damaged")


class KeptPaper(models.Model):
    """A paper that its owner keeps: the file with its fingerprint, and who answers for it.

    The facts never change; the row stays when its owner removes it (`removed_at`), because
    dossiers that used it point to it. `kinds` are the marks by which papers of the catalogue know
    it (`dossiers.selectors.wallet.kinds`). Both ends of the validity are local days, included.
    `reference` is the dossier it came with, as people call it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_papers")
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_papers",
    )
    name = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=80))
    number = EncryptedTextField(blank=True)
    issuer = EncryptedTextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    provenance = models.CharField(max_length=8, choices=Provenance.choices)
    result = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    dossier = models.ForeignKey(
        "dossiers.Dossier", models.SET_NULL, null=True, blank=True, related_name="kept_papers"
    )
    reference = models.CharField(max_length=64)
    agency = models.ForeignKey(
        "agencies.Agency",
        models.PROTECT,
        related_name="+",
        help_text=_("the agency that issued it, or whose official has accepted it"),
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kept paper")
        verbose_name_plural = _("kept papers")
        ordering = ["-kept_at", "-id"]
        indexes = [
            models.Index(fields=["owner", "-kept_at", "-id"]),
            models.Index(fields=["organisation", "-kept_at", "-id"]),
            models.Index(
                fields=["valid_until"],
                condition=Q(removed_at=None, reminded_at=None, result=None),
                name="kept_paper_to_remind",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "organisation", "file"],
                nulls_distinct=False,
                name="kept_paper_once",
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=F("issued_on")),
                name="kept_paper_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(provenance=Provenance.RESULT, result__isnull=False)
                | ~Q(provenance=Provenance.RESULT) & Q(result=None),
                name="kept_result_is_an_issued_paper",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("dossiers:kept_paper", args=[self.public_id])

    def standing(self, on) -> Standing:
        """Whether it can serve on the local day `on`."""
        if self.removed_at is not None:
            return Standing.REMOVED
        if self.result is not None and self.result.state != Validity.VALID:
            return Standing(self.result.state)
        if self.file.damage != Damage.NONE or self.file.sha256 != self.sha256:
            return Standing.DAMAGED
        if self.valid_until is not None and self.valid_until < on:
            return Standing.EXPIRED
        return Standing.GOOD


class Purpose(models.TextChoices):
    """What a consent is for, and nothing else."""

    HANDLING = "HANDLING", _("to handle dossiers that I file myself")


class Consent(models.Model):
    """The owner lets officials use a kept paper for a purpose: those of one agency, or, without
    an agency, of every agency of the province. It holds until he withdraws it. `taken_by` is the
    official who wrote it down when it was given at a counter.
    """

    kept = models.ForeignKey(KeptPaper, models.CASCADE, related_name="consents")
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.HANDLING)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent to use a kept paper")
        verbose_name_plural = _("consents to use kept papers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kept", "agency", "purpose"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="consent_given_once",
            )
        ]

    def __str__(self):
        return f"{self.kept_id} {self.purpose}"
