from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.money.fields import dong, person
from portal.accounts.fields import EncryptedTextField


class PlatformCall(models.Model):
    """One message from or to the payment platform, raw and encrypted, kept whatever came of it.

    `digest` is the SHA-256 of the raw message, `answer` the code that was answered.
    """

    attempt = models.ForeignKey(
        "dossiers.Attempt", models.PROTECT, null=True, blank=True, related_name="calls"
    )
    operation = models.CharField(max_length=10)
    is_ours = models.BooleanField()
    body = EncryptedTextField()
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("message of the payment platform")
        verbose_name_plural = _("messages of the payment platform")
        ordering = ["id"]
        indexes = [models.Index(fields=["digest"])]

    def __str__(self):
        return f"{self.operation} {self.at}"


class Irregularity(models.Model):
    """Something about money that did not go as it should, until an official settles it.

    `told` is what the other side says, `expected` what was asked for. `key` keeps the same thing
    from being noted twice.
    """

    class Kind(models.TextChoices):
        WRONG_AMOUNT = "WRONG_AMOUNT", _("Another amount than was asked for")
        WRONG_CODE = "WRONG_CODE", _("A message with a wrong secure code")
        WRONG_PARTNER = "WRONG_PARTNER", _("A message for another partner")
        WRONG_CURRENCY = "WRONG_CURRENCY", _("Another currency")
        UNKNOWN_REFERENCE = "UNKNOWN_REFERENCE", _("A reference nobody knows")
        PAID_TWICE = "PAID_TWICE", _("Paid twice")
        OVERPAID = "OVERPAID", _("More was paid than is due")
        AFTER_CANCEL = "AFTER_CANCEL", _("Paid after the demand had been cancelled")
        DISAGREES = "DISAGREES", _("The platform contradicts itself")
        NO_ANSWER = "NO_ANSWER", _("The platform never said how it ended")
        FEE_TO_RETURN = "FEE_TO_RETURN", _("Paid for a dossier that was not accepted")

    class Settlement(models.TextChoices):
        TAKEN = "TAKEN", _("the money has come and was recorded")
        DISMISSED = "DISMISSED", _("no money came")
        REFUND = "REFUND", _("the money is given back")
        EXPLAINED = "EXPLAINED", _("explained")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=120, unique=True)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    demand = models.ForeignKey(
        "dossiers.Demand", models.PROTECT, null=True, blank=True, related_name="irregularities"
    )
    attempt = models.ForeignKey(
        "dossiers.Attempt", models.PROTECT, null=True, blank=True, related_name="irregularities"
    )
    reference = models.CharField(max_length=40, blank=True)
    transaction = models.CharField(max_length=64, blank=True)
    told = dong(null=True, blank=True)
    expected = dong(null=True, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = person()
    settlement = models.CharField(max_length=10, choices=Settlement.choices, blank=True)
    ground = models.TextField(blank=True)

    class Meta:
        verbose_name = _("irregularity of a payment")
        verbose_name_plural = _("irregularities of payments")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["agency", "id"], condition=Q(settled_at=None), name="irregularity_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settlement="")
                | Q(settled_at__isnull=False) & ~Q(settlement="") & ~Q(ground=""),
                name="settled_with_a_ground",
            )
        ]

    def __str__(self):
        return self.get_kind_display()
