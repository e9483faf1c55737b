from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from procedures.rules.updating import Trigger
from procedures.workflow import DUTY_LABELS, DutyState

TRIGGERS = {
    Trigger.MINISTRY: _("Decision of a minister"),
    Trigger.PROVINCE: _("Decision of the province"),
    Trigger.SHORT: _("Decision in the short procedure"),
    Trigger.NATIONAL_CHANGE: _("Change seen in the national database"),
}


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", **more
    )


class UpdateDuty(models.Model):
    """A page that has to follow a decision, from the day it was signed until the page is right.

    The date is computed once, by the rule and the calendar of the day, and kept with its reasons.
    """

    procedure = models.ForeignKey(
        "procedures.Procedure", on_delete=models.CASCADE, related_name="update_duties"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    trigger = models.CharField(
        max_length=15, choices=[(key.value, label) for key, label in TRIGGERS.items()]
    )
    symbol = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    in_force_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    limit = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    days = models.JSONField()
    citations = ArrayField(models.CharField(max_length=80))
    calendar_version = models.CharField(max_length=80)

    state = models.CharField(
        max_length=9,
        choices=[(key.value, label) for key, label in DUTY_LABELS.items()],
        default=DutyState.OPEN.value,
    )
    version = models.PositiveIntegerField(default=1)
    opened_by = _person(blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)
    claimed_by = _person(blank=True)
    closed_by = _person(blank=True)
    closed_at = models.DateTimeField(null=True)
    revision = models.ForeignKey(
        "procedures.Revision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    warned_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("duty to update")
        verbose_name_plural = _("duties to update")
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="duty_by_due"),
            models.Index(fields=["state", "-closed_at", "-id"], name="duty_by_closing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "trigger", "symbol", "on"], name="one_duty_a_decision"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[DutyState.OPEN.value, DutyState.CLAIMED.value], closed_at=None
                )
                | Q(
                    state__in=[DutyState.DONE.value, DutyState.NO_CHANGE.value],
                    closed_at__isnull=False,
                ),
                name="closed_duty_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=DutyState.NO_CHANGE.value) | ~Q(closed_by=F("claimed_by")),
                name="second_person_confirms_no_change",
            ),
        ]

    def __str__(self):
        return f"{self.procedure.code} – {self.symbol or self.get_trigger_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in (DutyState.OPEN, DutyState.CLAIMED)

    def is_late(self, now) -> bool:
        """Whether it was, or is by now, closed after its time."""
        return (self.closed_at or now) > self.due_at
