from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.money.fields import dong, person
from portal.accounts.fields import EncryptedTextField


class Reconciliation(models.Model):
    """Our ledger of one agency and day against what the platform or the bank says of that day."""

    class Source(models.TextChoices):
        PLATFORM = "PLATFORM", _("payment platform")
        BANK = "BANK", _("bank statement")

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    day = models.DateField()
    source = models.CharField(max_length=8, choices=Source.choices)
    made_at = models.DateTimeField()
    made_by = person()

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["agency", "-day", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "day", "source"], name="one_reconciliation_a_day"
            )
        ]

    def __str__(self):
        return f"{self.day} {self.source}"


class ReconciliationLine(models.Model):
    """One transaction as both sides have it. `words` is the purpose of a transfer."""

    class Result(models.TextChoices):
        MATCHED = "MATCHED", _("agrees")
        ONLY_OURS = "ONLY_OURS", _("only in our ledger")
        ONLY_THEIRS = "ONLY_THEIRS", _("only on their list")
        AMOUNT_DIFFERS = "AMOUNT_DIFFERS", _("the amounts differ")

    reconciliation = models.ForeignKey(Reconciliation, models.CASCADE, related_name="lines")
    result = models.CharField(max_length=16, choices=Result.choices)
    transaction = models.CharField(max_length=64)
    reference = models.CharField(max_length=40, blank=True)
    movement = models.ForeignKey(
        "dossiers.Movement", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ours = dong(null=True, blank=True)
    theirs = dong(null=True, blank=True)
    words = EncryptedTextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = person()
    ground = models.TextField(blank=True)

    class Meta:
        verbose_name = _("line of a reconciliation")
        verbose_name_plural = _("lines of a reconciliation")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reconciliation", "transaction"], name="a_transaction_a_line"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(ground=""), name="line_settled_with_a_ground"
            ),
        ]

    def __str__(self):
        return self.transaction

    @property
    def is_open(self) -> bool:
        return self.result != self.Result.MATCHED and self.settled_at is None
