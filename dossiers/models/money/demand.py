from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.money.charge import Purpose
from dossiers.models.money.fields import dong, person


class Demand(models.Model):
    """A request to pay, with the short reference that a transfer carries.

    `pay_by` is until when, `late_at` when it was noticed that nothing had come. A dossier in
    PAYMENT_ASKED waits for the demand that `holds` it.
    """

    class State(models.TextChoices):
        OPEN = "OPEN", _("not paid")
        PAID = "PAID", _("paid")
        CANCELLED = "CANCELLED", _("cancelled")

    class Ended(models.TextChoices):
        AMOUNT_CHANGED = "AMOUNT_CHANGED", _("the amount has changed")
        DROPPED = "DROPPED", _("the official no longer asks for it")
        CLOSED = "CLOSED", _("the dossier has ended")

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="demands")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    reference = models.CharField(max_length=25, unique=True)
    amount = dong()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    holds = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = person()
    pay_by = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=16, choices=Ended.choices, blank=True)

    class Meta:
        verbose_name = _("demand for payment")
        verbose_name_plural = _("demands for payment")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["pay_by"],
                condition=Q(state="OPEN", late_at=None),
                name="demand_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "purpose"],
                condition=Q(state="OPEN"),
                name="one_open_demand_per_purpose",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="demand_asks_for_something"),
            models.CheckConstraint(
                condition=Q(state="OPEN", ended_at__isnull=True)
                | ~Q(state="OPEN") & Q(ended_at__isnull=False),
                name="demand_that_ended_has_its_time",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class DemandLine(models.Model):
    """The share of a charge that a demand asks for."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="lines")
    charge = models.ForeignKey("dossiers.Charge", models.PROTECT, related_name="+")
    amount = dong()

    class Meta:
        verbose_name = _("line of a demand")
        verbose_name_plural = _("lines of a demand")
        ordering = ["id"]

    def __str__(self):
        return f"{self.charge_id}: {self.amount}"
