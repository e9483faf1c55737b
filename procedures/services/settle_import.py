"""Decide about problems for which a source's record was held back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import GroundMissing, NotPermitted, SomebodyWasFaster, WrongState
from procedures.imports.mending import Mending, mend, mending_from_plain, value_to_plain
from procedures.imports.plain import from_plain, problem_from_plain, to_plain
from procedures.imports.problems import Problem, Severity
from procedures.models import ImportedProcedure, Settlement
from procedures.permissions import may_edit
from procedures.workflow import IMPORT_MOVES, ImportState, move


@dataclass(frozen=True)
class Verdict:
    """How one problem is settled: with a mended value, or as the source states it."""

    mending: Mending
    how: Settlement.How


@transaction.atomic
def settle_import(
    *,
    imported: ImportedProcedure,
    by: Actor,
    expected_version: int,
    verdicts: Sequence[Verdict],
    note: str,
) -> ImportedProcedure:
    """Keeps every verdict with its ground (`note`); a record without open reasons becomes ready.

    A later verdict on the same problem counts. Raises NotPermitted, SomebodyWasFaster, WrongState,
    GroundMissing.
    """
    imported = ImportedProcedure.objects.select_for_update().get(pk=imported.pk)
    _check(imported, by, expected_version, note)
    Settlement.objects.bulk_create(
        Settlement(
            imported=imported,
            reason=verdict.mending.reason.name,
            row=verdict.mending.row,
            how=verdict.how,
            value=value_to_plain(verdict.mending),
            note=note.strip(),
            by_id=by.user_id,
        )
        for verdict in verdicts
    )
    _recompute(imported)
    payload = {"procedure": imported.code, "settled": len(verdicts)}
    record("import.settled", imported, by, payload)
    return imported


def open_problems(imported: ImportedProcedure) -> list[Problem]:
    """What nobody has settled yet, in the order of the source."""
    settled = set(imported.settlements.values_list("reason", "row"))
    problems = (problem_from_plain(each) for each in imported.problems)
    return [
        problem
        for problem in problems
        if problem.severity is not Severity.NOTICE and (problem.code, problem.row) not in settled
    ]


def _check(imported: ImportedProcedure, by: Actor, expected_version: int, note: str) -> None:
    if not may_edit(by) or by.user_id is None:
        raise NotPermitted
    if imported.version != expected_version:
        raise SomebodyWasFaster
    if move("settle", imported.state, IMPORT_MOVES) is None:
        raise WrongState
    if not note.strip():
        raise GroundMissing


def _recompute(imported: ImportedProcedure) -> None:
    last = {(each.reason, each.row): each for each in imported.settlements.order_by("pk")}
    mendings = [mending_from_plain(each.reason, each.row, each.value) for each in last.values()]
    imported.mended = to_plain(mend(from_plain(imported.facts), mendings))
    imported.name = imported.mended.get("name", "")
    imported.sector = imported.mended.get("sector", "")
    imported.open_reasons = sorted({problem.code for problem in open_problems(imported)})
    held = bool(imported.open_reasons)
    imported.state = ImportState.QUARANTINED if held else ImportState.READY
    imported.version += 1
    imported.save()
