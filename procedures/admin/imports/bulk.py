"""One decision about many imports, each with its own result."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.actors import Actor
from portal.kernel.limits import Unit
from procedures.errors import CatalogueError, NothingToDecide
from procedures.imports import mending
from procedures.imports.facts import ProcedureFacts
from procedures.imports.mending import Mending
from procedures.imports.problems import Problem, Reason
from procedures.models import ImportedProcedure, Revision, Settlement
from procedures.services.accept_import import accept_import
from procedures.services.publish import publish
from procedures.services.reject_import import reject_import
from procedures.services.settle_import import Verdict, open_problems, settle_import

How = Settlement.How
Decide = Callable[[ProcedureFacts, Problem], Mending | None]


@dataclass(frozen=True)
class Outcome:
    """What became of one procedure; `url` leads to it."""

    code: str
    name: str
    url: str
    done: bool
    words: str


def decide_all(
    rows: Iterable[ImportedProcedure], way: str, reason: str, note: str, by: Actor, today: date
) -> list[Outcome]:
    """Applies one way of deciding to every row; a refusal of one does not stop the others.

    `reason` limits a settlement to that reason; empty settles every problem the way can settle.
    """
    return [_one(row, way, reason, note, by, today) for row in rows]


def _one(
    row: ImportedProcedure, way: str, reason: str, note: str, by: Actor, today: date
) -> Outcome:
    try:
        done, words = True, _decided(row, way, reason, note, by, today)
    except CatalogueError as refused:
        done, words = False, str(refused)
    return Outcome(row.code, row.name, reverse("imports:review", args=[row.pk]), done, words)


def _decided(
    row: ImportedProcedure, way: str, reason: str, note: str, by: Actor, today: date
) -> str:
    asked = {"imported": row, "by": by, "expected_version": row.version}
    if way == "accept":
        accept_import(**asked, today=today)
        return _("A draft was begun.")
    if way == "reject":
        reject_import(**asked, note=note)
        return _("Rejected.")
    verdicts = _verdicts(row, way, reason)
    if not verdicts:
        raise NothingToDecide
    return settle_import(**asked, verdicts=verdicts, note=note).get_state_display()


def publish_all(
    drafts: Iterable[Revision], listed: Mapping[int, int], by: Actor, today: date
) -> list[Outcome]:
    """Publishes every draft that is ready and still has the version that was `listed` for its
    number; what another one lacks does not stop the others."""
    return [_publish(draft, listed[draft.pk], by, today) for draft in drafts]


def _publish(draft: Revision, version: int, by: Actor, today: date) -> Outcome:
    try:
        publish(revision=draft, by=by, expected_version=version, today=today)
        done, words = True, _("Published.")
    except CatalogueError as refused:
        done, words = False, " ".join(refused.sentences)
    url = reverse("admin:procedures_revision_change", args=[draft.pk])
    return Outcome(draft.procedure.code, draft.name, url, done, words)


def _verdicts(row: ImportedProcedure, way: str, reason: str) -> list[Verdict]:
    decide, how = WAYS[way]
    problems = [each for each in open_problems(row) if reason in ("", each.code)]
    facts = row.read
    mendings = (decide(facts, problem) for problem in problems)
    return [Verdict(each, how) for each in mendings if each is not None]


def _counted_in(unit: Unit) -> Decide:
    def decide(facts: ProcedureFacts, problem: Problem) -> Mending | None:
        if problem.reason is not Reason.TIME_WITHOUT_UNIT or problem.row is None:
            return None
        limit = mending.with_unit(facts, problem.row, unit)
        return Mending(problem.reason, problem.row, limit) if limit else None

    return decide


def _council(facts: ProcedureFacts, problem: Problem) -> Mending | None:
    if problem.reason is not Reason.FREE_BUT_COUNCIL_DECIDES or problem.row is None:
        return None
    return Mending(problem.reason, problem.row, mending.council_decides(facts, problem.row))


def _as_stated(facts: ProcedureFacts, problem: Problem) -> Mending | None:
    return mending.as_stated(facts, problem.reason, problem.row)


def _as_read(facts: ProcedureFacts, problem: Problem) -> Mending | None:
    return mending.as_read(facts, problem.reason, problem.row)


WAYS: dict[str, tuple[Decide, How]] = {
    "working_days": (_counted_in(Unit.WORKING_DAY), How.MENDED),
    "calendar_days": (_counted_in(Unit.CALENDAR_DAY), How.MENDED),
    "council": (_council, How.MENDED),
    "as_stated": (_as_stated, How.AS_STATED),
    "confirm": (_as_read, How.CONFIRMED),
}
