from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procedures.models.guard import Frozen


class Stage(models.TextChoices):
    """Steps of bringing a service online, in their order (01/2018/TT-VPCP, Điều 21)."""

    CHOSEN = "CHOSEN", _("Chosen")
    PROCESS = "PROCESS", _("Overall process drawn up")
    PROPOSED = "PROPOSED", pgettext_lazy("stage of a service", "Proposed")
    BUILT = "BUILT", _("Built")
    TRIAL = "TRIAL", _("On trial")
    PROVIDED = "PROVIDED", _("Provided to the public")
    REVIEWED = "REVIEWED", _("Reviewed and improved")


class RolloutStep(models.Model):
    """A stage that a service reached, on a day, by a decision. Rows are only ever added; a later
    row of the same stage corrects an earlier one."""

    procedure = models.ForeignKey(
        "procedures.Procedure", on_delete=models.CASCADE, related_name="rollout"
    )
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices)
    on = models.DateField(_("on"))
    decision = models.CharField(_("decision"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stage of a service")
        verbose_name_plural = _("stages of services")
        ordering = ["id"]

    def __str__(self):
        return f"{self.procedure.code}: {self.get_stage_display()}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise Frozen(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(str(self))
