"""Help for people who file: a guide, frequent questions, forms filled in as a sample.

It explains the law and is no part of it, so it has drafts of its own beside the revisions; a second
person publishes it, and what was published stays as it was read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procedures.models.guard import Guarded, Publication, has_its_moment, second_person_publishes
from procedures.models.wording import localised
from procedures.workflow import LABELS, State

STATES = (State.DRAFT, State.PUBLISHED, State.SUPERSEDED)


class Guide(Publication):
    """One state of the help for a procedure."""

    procedure = models.ForeignKey(
        "procedures.Procedure",
        on_delete=models.CASCADE,
        related_name="guides",
        verbose_name=_("procedure"),
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, LABELS[state]) for state in STATES],
        default=State.DRAFT.value,
        editable=False,
    )
    text = models.TextField(
        _("how to file, step by step"),
        blank=True,
        help_text=_("One step a paragraph, with an empty line between them."),
    )
    text_en = models.TextField(_("the same in English"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("guide and frequent questions")
        verbose_name_plural = _("guides and frequent questions")
        ordering = ["procedure", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="guide_number_once"),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(state=State.DRAFT.value),
                name="one_draft_guide_a_procedure",
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(state=State.PUBLISHED.value),
                name="one_guide_in_use_a_procedure",
            ),
            has_its_moment("published_guide_has_its_moment"),
            second_person_publishes("second_person_publishes_the_guide"),
        ]

    def __str__(self):
        return f"{self.procedure.code}: {self.number}"

    @property
    def steps(self) -> list[str]:
        """The paragraphs of the text in the reader's language."""
        written = localised(self.text, self.text_en).replace("\r\n", "\n").split("\n\n")
        return [step.strip() for step in written if step.strip()]


class GuidePart(Guarded):
    guide: models.ForeignKey
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def owner(self) -> Guide:
        return self.guide


class FrequentQuestion(GuidePart):
    """What people ask, and the answer."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=300)
    answer = models.TextField(_("answer"))
    question_en = models.CharField(_("question in English"), max_length=300, blank=True)
    answer_en = models.TextField(_("answer in English"), blank=True)
    history = HistoricalRecords()

    class Meta(GuidePart.Meta):
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")

    def __str__(self):
        return self.asked

    @property
    def asked(self) -> str:
        return localised(self.question, self.question_en)

    @property
    def answered(self) -> str:
        return localised(self.answer, self.answer_en)


class SampleForm(GuidePart):
    """The electronic form of the procedure filled in for somebody who does not exist
    (01/2018/TT-VPCP, Điều 5)."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="samples")
    name = models.CharField(_("who files, in which situation"), max_length=200)
    name_en = models.CharField(_("the same in English"), max_length=200, blank=True)
    case_key = models.SlugField(_("situation"), max_length=60, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta(GuidePart.Meta):
        verbose_name = _("sample filled in")
        verbose_name_plural = _("samples filled in")

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return localised(self.name, self.name_en)
