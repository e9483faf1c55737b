from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procedures.models.fault import PaperFault
from procedures.models.wording import localised


class SupplementReason(models.Model):
    """A reason that officials choose when they ask for more, in force from a day to a day.

    Without a procedure it serves all; `paper_key` and `field_key` narrow it to one paper or one
    answer. Its words do not change once it is in force: it ends, and a new row takes its place.
    """

    procedure = models.ForeignKey(
        "procedures.Procedure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("procedure"),
        help_text=_("Empty: for every procedure."),
    )
    paper_key = models.CharField(_("key of the paper"), max_length=60, blank=True)
    field_key = models.CharField(_("key of the answer"), max_length=120, blank=True)
    fault = models.CharField(
        _("what is wrong"), max_length=12, choices=PaperFault.choices, blank=True
    )
    text = models.TextField(_("reason"), max_length=1000)
    text_en = models.TextField(_("reason in English"), max_length=1000, blank=True)
    since = models.DateField(_("in force from"))
    until = models.DateField(_("in force until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reason for asking for more")
        verbose_name_plural = _("reasons for asking for more")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paper_key="") | Q(field_key=""),
                name="reason_for_a_paper_or_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="reason_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return localised(self.text, self.text_en)
