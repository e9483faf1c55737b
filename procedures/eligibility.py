"""Eligibility questions as a small electronic form, and what the answers come to.

The form's own evaluator decides what is asked and what is wrong; answers are judged in memory and
never stored.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from procedures.eforms import Definition, Evaluation
from procedures.eforms.conditions import BadCondition, holds, references
from procedures.eforms.definition import Section
from procedures.eforms.field import Field, Option
from procedures.eforms.gate import faults as form_faults
from procedures.eforms.kinds import Kind
from procedures.eforms.scope import Scope
from procedures.eforms.words import Words
from procedures.models import EligibilityOutcome, EligibilityQuestion, Revision
from procedures.rules.codes import split_code

SECTION = "eligibility"


def definition_of(questions: Iterable[EligibilityQuestion]) -> Definition:
    """The questions as a form of one section; every question that is asked must be answered."""
    title = Words("Điều kiện", "Eligibility")
    return Definition(title, (Section(SECTION, title, tuple(map(field_of, questions))),))


def field_of(question: EligibilityQuestion) -> Field:
    return Field(
        key=question.key,
        kind=Kind(question.kind),
        label=Words(question.text, question.text_en),
        help=Words(question.help, question.help_en),
        required=True,
        show_if=question.show_if or None,
        options=tuple(_option(line) for line in question.answers),
    )


def _option(line: str) -> Option:
    key, _bar, words = line.partition("|")
    vietnamese, _bar, english = words.partition("|")
    return Option(key.strip(), Words(vietnamese.strip(), english.strip()))


def outcome_of(
    outcomes: Iterable[EligibilityOutcome], evaluation: Evaluation
) -> EligibilityOutcome | None:
    """The first outcome whose condition holds; None when the answers fit none."""
    scope = Scope(evaluation.answers)
    return next((each for each in outcomes if not each.when or holds(each.when, scope)), None)


def questions_asked(revision: Revision) -> int:
    """How many questions a person may be asked at most; 0 when the procedure has none."""
    return revision.eligibility_questions.count()


def faults(revision: Revision) -> list[str]:
    """Why the questions cannot be published, in sentences for the editor; empty when they can."""
    questions = list(revision.eligibility_questions.all())
    outcomes = list(revision.eligibility_outcomes.all())
    if not questions and not outcomes:
        return []
    found = form_faults(definition_of(questions))
    if not outcomes or outcomes[-1].when:
        found.append(_("Eligibility: the last outcome must hold for all answers that are left."))
    keys = {question.key for question in questions}
    cases = set(revision.cases.values_list("key", flat=True))
    for number, outcome in enumerate(outcomes, 1):
        place = _("Eligibility, outcome %(number)d") % {"number": number}
        found += [f"{place}: {fault}" for fault in _outcome_faults(outcome, keys, cases)]
    return found


def _outcome_faults(outcome: EligibilityOutcome, keys: set[str], cases: set[str]) -> Iterator[str]:
    try:
        unknown = set(references(outcome.when)) - keys if outcome.when else set()
    except BadCondition:
        yield _("the condition cannot be read")
        return
    yield from (_("there is no question %(key)s") % {"key": key} for key in sorted(unknown))
    if outcome.case_key and outcome.case_key not in cases:
        yield _("there is no situation %(key)s") % {"key": outcome.case_key}
    if outcome.other_code and not split_code(outcome.other_code):
        yield _("%(code)s is no code of a procedure") % {"code": outcome.other_code}
