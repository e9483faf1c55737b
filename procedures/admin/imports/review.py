"""What the page of one imported procedure shows."""

from dataclasses import dataclass

from procedures.admin.imports.changes import changes
from procedures.admin.imports.wording import Part, channel_name, parts_of, reason_words
from procedures.forms.imports import ProblemForm
from procedures.imports.facts import ProcedureFacts
from procedures.imports.plain import problem_from_plain
from procedures.imports.problems import Problem, Severity
from procedures.models import ImportedProcedure
from procedures.selectors.imports import one_before
from procedures.services.settle_import import open_problems
from procedures.workflow import OPEN_IMPORTS, ImportState


@dataclass(frozen=True)
class Told:
    """A problem in words, with the row it stands in."""

    words: str
    place: str
    excerpt: str


def page_of(imported: ImportedProcedure) -> dict:
    before = one_before(imported)
    facts = imported.effective
    parts = parts_of(facts)
    return {
        "imported": imported,
        "parts": parts,
        "raw": _in_order(imported.raw, parts),
        "notices": [told(facts, problem) for problem in _notices(imported)],
        "changes": changes(before.effective, imported.read) if before else [],
        "before": before,
        "settlements": [
            (reason_words(each.reason), each) for each in imported.settlements.select_related("by")
        ],
        "open": imported.state in OPEN_IMPORTS,
        "ready": imported.state == ImportState.READY,
    }


def _in_order(raw: dict[str, str], parts: list[Part]) -> list[tuple[str, str]]:
    """The source's own texts under the labels of what was read out of them, the others last."""
    labels = {part.name: part.label for part in parts}
    names = [
        *(name for name in labels if name in raw),
        *(name for name in raw if name not in labels),
    ]
    return [(labels.get(name, name), raw[name]) for name in names if raw[name]]


def problem_forms(imported: ImportedProcedure, data=None) -> list[ProblemForm]:
    """A form for every problem that nobody settled, each with its words."""
    if imported.state not in OPEN_IMPORTS:
        return []
    facts = imported.read
    forms = []
    for place, problem in enumerate(open_problems(imported)):
        form = ProblemForm(data, facts=facts, problem=problem, prefix=f"p{place}")
        form.told = told(facts, problem)
        forms.append(form)
    return forms


def told(facts: ProcedureFacts, problem: Problem) -> Told:
    row = problem.row
    known = problem.field == "channels" and row is not None and row < len(facts.channels)
    place = channel_name(facts.channels[row]) if known else ""
    return Told(reason_words(problem.code), place, problem.excerpt)


def _notices(imported: ImportedProcedure) -> list[Problem]:
    problems = (problem_from_plain(each) for each in imported.problems)
    return [problem for problem in problems if problem.severity is Severity.NOTICE]
