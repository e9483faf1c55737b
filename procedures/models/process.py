from django.db import models
from django.utils.translation import gettext_lazy as _

from procedures.models.choices import DutyParty
from procedures.models.guard import Part, revision_key


class ProcessStep(Part):
    """A step of the internal process: who does it and how many working days it may take."""

    revision = revision_key("process_steps")
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=40)
    unit_hint = models.CharField(_("unit"), max_length=200, blank=True)
    days = models.DecimalField(
        _("working days"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("process step")
        verbose_name_plural = _("process steps")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "order"], name="process_step_order_once"),
        ]

    def __str__(self):
        return self.name


class Duty(Part):
    """What one party must do."""

    revision = revision_key("duties")
    party = models.CharField(_("party"), max_length=12, choices=DutyParty.choices)
    text = models.TextField(_("duty"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["party", "order", "id"]

    def __str__(self):
        return self.text
