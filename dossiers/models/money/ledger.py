from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.money.attempt import Method
from dossiers.models.money.fields import dong, person
from portal.accounts.fields import EncryptedTextField


class Movement(models.Model):
    """Money that came or went, written once; the database refuses every change.

    The other side's number of a transaction stands once, whoever tells of it how often.
    """

    class Kind(models.TextChoices):
        RECEIVED = "RECEIVED", _("received")
        REFUNDED = "REFUNDED", _("refunded")

    demand = models.ForeignKey("dossiers.Demand", models.PROTECT, related_name="movements")
    attempt = models.ForeignKey(
        "dossiers.Attempt", models.PROTECT, null=True, blank=True, related_name="movements"
    )
    refund = models.OneToOneField(
        "dossiers.Refund", models.PROTECT, null=True, blank=True, related_name="movement"
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    method = models.CharField(max_length=8, choices=Method.choices)
    amount = dong()
    transaction = models.CharField(max_length=64, blank=True)
    day = models.DateField()
    at = models.DateTimeField()
    by = person()

    class Meta:
        verbose_name = _("movement of money")
        verbose_name_plural = _("movements of money")
        ordering = ["id"]
        indexes = [models.Index(fields=["agency", "-id"]), models.Index(fields=["day", "method"])]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "transaction"],
                condition=~Q(transaction="") & Q(kind="RECEIVED"),
                name="transaction_is_received_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="movement_moves_something"),
            models.CheckConstraint(
                condition=Q(kind="REFUNDED", refund__isnull=False)
                | Q(kind="RECEIVED", refund__isnull=True),
                name="money_goes_by_a_refund",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.amount}"

    @property
    def signed(self):
        """What it adds to the money held, in đồng."""
        return self.amount if self.kind == self.Kind.RECEIVED else -self.amount


class ReceiptCounter(models.Model):
    """The last receipt number of an agency in a year, locked by whoever takes the next."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("counter of receipts")
        verbose_name_plural = _("counters of receipts")
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="one_receipt_counter")
        ]

    def __str__(self):
        return f"{self.agency_id} {self.year}: {self.last}"


class MoneyReceipt(models.Model):
    """The receipt of one payment: a number in the agency's series of the year, without gaps."""

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="receipt")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField(help_text=_("which receipt of its dossier it is"))

    class Meta:
        verbose_name = _("receipt of a payment")
        verbose_name_plural = _("receipts of payments")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="receipt_number_once")
        ]

    def __str__(self):
        return f"{self.year}/{self.number:06}"


class Refund(models.Model):
    """Money to be given back: asked for by one official, approved by another, then paid out.

    `to` is the payer's account as he gave it, kept encrypted.
    """

    class State(models.TextChoices):
        ASKED = "ASKED", _("waiting for approval")
        APPROVED = "APPROVED", _("approved, to be paid out")
        REFUSED = "REFUSED", _("not approved")
        DONE = "DONE", _("paid out")

    class Why(models.TextChoices):
        PAID_TWICE = "PAID_TWICE", _("paid twice")
        OVERPAID = "OVERPAID", _("more was paid than was due")
        NOT_ACCEPTED = "NOT_ACCEPTED", _("the dossier was not accepted")
        BY_LAW = "BY_LAW", _("the law gives it back")

    demand = models.ForeignKey("dossiers.Demand", models.PROTECT, related_name="refunds")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    amount = dong()
    why = models.CharField(max_length=16, choices=Why.choices)
    ground = models.TextField()
    to = EncryptedTextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = person(null=False, blank=False)
    asked_at = models.DateTimeField()
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["agency", "id"],
                condition=Q(state__in=["ASKED", "APPROVED"]),
                name="refund_to_do",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_gives_something"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="second_person_approves_a_refund",
            ),
        ]

    def __str__(self):
        return f"{self.why} {self.amount}"
