"""Who wants what by which way, and which of it an agency sends."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.messaging.workflow import Channel


class Wishes(models.Model):
    """What a person has switched off: pairs `TOPIC:CHANNEL`. Without a row everything is on.

    With `digest`, letters that are neither binding nor urgent come together once a day.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    switched_off = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    digest = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("wishes of a recipient")
        verbose_name_plural = _("wishes of recipients")

    def __str__(self) -> str:
        return str(self.person_id)


def _facts_for_templates(parameters: object) -> None:
    """Values a template may ask for: nothing that tells what a dossier is about."""
    if not isinstance(parameters, dict):
        raise ValidationError(_("Write names of parameters with what stands in them."))
    unknown = sorted(str(source) for source in parameters.values() if source not in PARAMETERS)
    if unknown:
        raise ValidationError(
            _("These values do not exist: %(names)s. There are: %(known)s."),
            params={"names": ", ".join(unknown), "known": ", ".join(PARAMETERS)},
        )


PARAMETERS = ("code", "link", "date", "message", "portal")


class ChannelRule(models.Model):
    """Whether a text goes out by a channel, for one agency or for all, and by which template.

    The narrowest row decides: text and agency, then text, then agency, then neither. Without a row
    letters and text messages go out; Zalo, which knows approved templates only, does not.
    """

    text = models.CharField(_("text"), max_length=120, blank=True, help_text=_("Empty: every text"))
    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
        help_text=_("Empty: every agency"),
    )
    channel = models.CharField(
        _("channel"),
        max_length=7,
        choices=[pair for pair in Channel.choices if pair[0] != "ACCOUNT"],
    )
    is_on = models.BooleanField(_("goes out"), default=True)
    template_id = models.CharField(_("template at Zalo"), max_length=40, blank=True)
    parameters = models.JSONField(
        _("parameters of the template"),
        default=dict,
        blank=True,
        validators=[_facts_for_templates],
        help_text=_(
            "Name of the parameter and what stands in it: code, link, date, message, portal"
        ),
    )

    class Meta:
        verbose_name = _("rule of a channel")
        verbose_name_plural = _("rules of channels")
        ordering = ["text", "channel", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "agency", "channel"],
                name="channel_rule_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.text or '*'} {self.channel}"

    def clean(self) -> None:
        if self.channel == Channel.ZALO and self.is_on and not self.template_id:
            raise ValidationError({"template_id": _("Zalo needs the number of a template.")})
