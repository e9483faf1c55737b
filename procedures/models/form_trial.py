from django.db import models
from django.utils.translation import gettext_lazy as _

from procedures.builder.trials import Expectation
from procedures.models.choices import ChannelKind
from procedures.models.eform import EFormVersion
from procedures.models.guard import Frozen


class FormTrial(models.Model):
    """Answers to a form, made up by an editor, with what must come out of them.

    `on` is the day the trial is run as, so that ages and limits of days stay what they were.
    """

    version = models.ForeignKey(EFormVersion, on_delete=models.CASCADE, related_name="trials")
    name = models.CharField(_("name"), max_length=120)
    answers = models.JSONField(_("answers"), default=dict)
    on = models.DateField(_("as if on"))
    case = models.CharField(_("case"), max_length=80, blank=True)
    channel = models.CharField(
        _("channel"), max_length=10, choices=ChannelKind.choices, default=ChannelKind.ONLINE
    )
    errors = models.JSONField(_("answers to be refused"), default=list)
    computed = models.JSONField(_("results of calculations"), default=dict)

    class Meta:
        verbose_name = _("test data of a form")
        verbose_name_plural = _("test data of forms")
        ordering = ["version", "name"]
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="form_trial_name_once"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self._refuse_when_locked()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_when_locked()
        return super().delete(*args, **kwargs)

    @property
    def expectation(self) -> Expectation:
        return Expectation(frozenset(self.errors), self.computed)

    @property
    def circumstances(self) -> dict[str, str]:
        """What conditions may ask of the filing besides its answers."""
        return {"case": self.case, "channel": self.channel}

    def _refuse_when_locked(self):
        if self.version.locked:
            raise Frozen(str(self.version))
