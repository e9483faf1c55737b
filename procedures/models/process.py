from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procedures.models.choices import DutyParty, HandOver
from procedures.models.guard import Part, revision_key


class ProcessStep(Part):
    """A step of the internal process: who does it and how long it may take.

    Steps of the same stage run side by side, stages one after the other.
    """

    revision = revision_key("process_steps")
    stage = models.PositiveSmallIntegerField(
        _("stage"),
        null=True,
        blank=True,
        help_text=_("Steps of the same stage run side by side. Empty: one after the other."),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=40)
    unit_hint = models.CharField(_("unit"), max_length=200, blank=True)
    agency_code = models.CharField(_("identifier of the agency"), max_length=40, blank=True)
    hand_over = models.CharField(_("passed on"), max_length=6, choices=HandOver.choices, blank=True)
    days = models.DecimalField(
        _("working days"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    hours = models.DecimalField(
        _("working hours"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("process step")
        verbose_name_plural = _("process steps")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "order"], name="process_step_order_once"),
            models.CheckConstraint(
                condition=Q(days=None) | Q(hours=None), name="process_step_in_days_or_hours"
            ),
        ]

    def __str__(self):
        return self.name


class Duty(Part):
    """What one party must do."""

    revision = revision_key("duties")
    party = models.CharField(_("party"), max_length=12, choices=DutyParty.choices)
    text = models.TextField(_("duty"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["party", "order", "id"]

    def __str__(self):
        return self.text
