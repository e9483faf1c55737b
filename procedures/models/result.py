from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procedures.models.guard import Part, revision_key
from procedures.models.wording import say
from procedures.rules.codes import CODE_PATTERN


class ResultKind(Part):
    """A result the procedure may give, with its national code `KQ.…` where the source has one.

    The law wants the final result named; notices on the way are not final.
    """

    revision = revision_key("results")
    code = models.CharField(_("code"), max_length=20, blank=True)
    name = models.TextField(_("name"))
    final = models.BooleanField(_("final result"), default=True)
    valid_for = models.CharField(_("valid for"), max_length=200, blank=True)
    renewal_code = models.CharField(
        _("procedure that renews it"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(CODE_PATTERN)],
        help_text=_("Its code. Empty when the same procedure renews it."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["order", "id"]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return say(self, "name").text
