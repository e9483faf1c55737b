"""Questions that tell a person whether, and how, a procedure is for him, before anything is filled
in. They advise; nobody is kept from filing by them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procedures.models.guard import Part, revision_key
from procedures.models.revision import Revision
from procedures.models.wording import localised


class QuestionKind(models.TextChoices):
    """Kinds of electronic forms that an eligibility question may have."""

    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several answers")
    NUMBER = "number", _("A number")
    DATE = "date", _("A day")


class Verdict(models.TextChoices):
    MAY = "MAY", _("This procedure is for you")
    CASE = "CASE", _("This procedure is for you, in this situation")
    OTHER = "OTHER", _("Another procedure is for you")
    MAY_NOT = "MAY_NOT", _("By your answers the conditions are not met")


class EligibilityQuestion(Part):
    """One question. `answers` are lines "key | words | English words" of a choice; `show_if` is a
    condition of `eforms.conditions` on the questions before it, empty for always."""

    revision = revision_key("eligibility_questions")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    key = models.CharField(_("stable key"), max_length=40)
    kind = models.CharField(
        _("kind of answer"), max_length=6, choices=QuestionKind.choices, default=QuestionKind.YES_NO
    )
    text = models.CharField(_("question"), max_length=300)
    text_en = models.CharField(_("question in English"), max_length=300, blank=True)
    help = models.TextField(_("hint"), blank=True)
    help_en = models.TextField(_("English hint"), blank=True)
    answers = ArrayField(models.TextField(), verbose_name=_("answers"), default=list, blank=True)
    show_if = models.JSONField(_("asked only if"), default=dict, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("eligibility question")
        verbose_name_plural = _("eligibility questions")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "key"], name="eligibility_key_once_a_revision"
            ),
            models.CheckConstraint(
                condition=models.Q(key__regex=r"^[a-z][a-z0-9_]{0,39}$"),
                name="eligibility_key_has_its_form",
            ),
        ]

    def __str__(self):
        return self.text


class EligibilityOutcome(Part):
    """What the answers come to: the first outcome in order whose condition holds is told.

    `when` is a condition of `eforms.conditions`, empty for always. `case_key` names a case of the
    revision, `other_code` the procedure to use instead; keys, so that a copy needs no translating.
    """

    revision = revision_key("eligibility_outcomes")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    verdict = models.CharField(_("what is told"), max_length=7, choices=Verdict.choices)
    when = models.JSONField(_("if all of this holds"), default=dict, blank=True)
    text = models.TextField(_("reason in words"))
    text_en = models.TextField(_("reason in English"), blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    case_key = models.SlugField(_("situation to choose"), max_length=60, blank=True)
    other_code = models.CharField(_("code of the other procedure"), max_length=8, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outcome of the questions")
        verbose_name_plural = _("outcomes of the questions")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.OTHER) ^ models.Q(other_code=""),
                name="another_procedure_is_named",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict=Verdict.CASE) | ~models.Q(case_key=""),
                name="situation_is_named",
            ),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()}: {self.words}"

    @property
    def words(self) -> str:
        return localised(self.text, self.text_en)


class Eligibility(Revision):
    """A revision seen as its questions and their outcomes, for a page of their own."""

    class Meta:
        proxy = True
        verbose_name = _("questions before filing")
        verbose_name_plural = _("questions before filing")
