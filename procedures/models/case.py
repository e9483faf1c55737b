from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from procedures.eforms.conditions import BadCondition, references
from procedures.models.guard import Part, revision_key
from procedures.models.wording import say


def check_condition(rule) -> None:
    """Refuses what the evaluator of the forms could not read."""
    try:
        list(references(rule))
    except BadCondition as wrong:
        raise ValidationError(_("This is not a condition: %(error)s") % {"error": wrong}) from wrong


class Case(Part):
    """A situation (trường hợp) with papers, times or fees of its own; the key never changes.

    With a `rule` the case is chosen by what the person answered; it may still be changed by hand.
    """

    revision = revision_key("cases")
    key = models.SlugField(_("stable key"), max_length=60)
    name = models.TextField(_("name"))
    hint = models.TextField(_("hint"), blank=True)
    steps = ArrayField(models.TextField(), verbose_name=_("steps"), default=list, blank=True)
    rule = models.JSONField(
        _("chosen by itself when"),
        null=True,
        blank=True,
        help_text=_("A condition over the answers given before filing or in the form."),
        validators=[check_condition],
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("situation of the applicant", "case")
        verbose_name_plural = pgettext_lazy("situations of the applicant", "cases")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="case_key_once_a_revision"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return say(self, "name").text
