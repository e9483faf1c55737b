from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from procedures.models.choices import PaperKind
from procedures.models.guard import Part, revision_key
from procedures.models.wording import say


class Paper(Part):
    """A paper to hand in or to show. A condition says when it is needed; without one it always is.

    `replaced_by_form` marks a declaration that the electronic form stands for when filing online.
    """

    revision = revision_key("papers")
    case = models.ForeignKey(
        "procedures.Case",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=pgettext_lazy("situation of the applicant", "case"),
        help_text=_("Empty: the same in every case."),
    )
    key = models.SlugField(_("stable key"), max_length=60)
    name = models.TextField(_("name"))
    kind = models.CharField(
        _("kind"), max_length=7, choices=PaperKind.choices, default=PaperKind.HAND_IN
    )
    originals = models.PositiveSmallIntegerField(_("originals"), default=0)
    certified = models.PositiveSmallIntegerField(_("certified copies"), default=0)
    copies = models.PositiveSmallIntegerField(_("plain copies"), default=0)
    condition = models.TextField(_("needed when"), blank=True)
    form_symbol = models.CharField(_("official form"), max_length=120, blank=True)
    replaced_by_form = models.BooleanField(_("filled in online instead"), default=False)
    blank_form = models.ForeignKey(
        "documents.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("blank form"),
    )
    blank_form_url = models.URLField(_("address of the blank form"), max_length=500, blank=True)
    sample = models.ForeignKey(
        "documents.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sample, filled in"),
    )
    code = models.CharField(_("code in the national database"), max_length=40, blank=True)
    result_code = models.CharField(
        _("result that stands for it"),
        max_length=40,
        blank=True,
        help_text=_("Code KQ.… of an earlier result; who has it need not hand in the paper."),
    )
    reuse_note = models.TextField(_("when it need not be handed in"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("part of a dossier", "paper")
        verbose_name_plural = pgettext_lazy("parts of a dossier", "papers")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "case", "key"],
                nulls_distinct=False,
                name="paper_key_once_a_case",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="paper_has_a_key"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return say(self, "name").text

    @property
    def when(self) -> str:
        return say(self, "condition").text

    @property
    def conditional(self) -> bool:
        return bool(self.condition)
