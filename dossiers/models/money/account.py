from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.money.fields import person


class AgencyAccount(models.Model):
    """The account that transfers for an agency go to, from a day on. A second person confirms it:
    whoever could change it alone could lead the money elsewhere.
    """

    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    bank = models.CharField(
        _("bank (BIN)"), max_length=6, help_text=_("Six digits, as NAPAS lists them.")
    )
    bank_name = models.CharField(_("name of the bank"), max_length=120)
    number = models.CharField(_("account number"), max_length=19)
    holder = models.CharField(_("account holder"), max_length=120)
    since = models.DateField(_("used from"))
    entered_by = person(verbose_name=_("entered by"))
    entered_at = models.DateTimeField(_("entered at"))
    confirmed_by = person(verbose_name=_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("account of an agency")
        verbose_name_plural = _("accounts of agencies")
        ordering = ["agency_id", "-since", "-id"]
        indexes = [models.Index(fields=["agency", "-since", "-id"], name="account_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("entered_by")),
                name="second_person_confirms_an_account",
            )
        ]

    def __str__(self):
        return f"{self.bank_name} · {self.number}"
