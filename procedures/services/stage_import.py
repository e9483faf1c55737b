"""Read a file of procedures into the waiting room, where people decide what becomes public."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.kernel.hashing import canonical_json, sha256_hex
from procedures.errors import NotPermitted
from procedures.imports import read_file
from procedures.imports.facts import Line
from procedures.imports.plain import problem_to_plain, to_plain
from procedures.imports.problems import Severity
from procedures.models import ImportedProcedure, ImportRun, Procedure, UnreadableLine
from procedures.permissions import may_edit
from procedures.rules.updating import Trigger
from procedures.services.open_update_duty import open_update_duty
from procedures.workflow import OPEN_IMPORTS, ImportState

LOCK = 0x696D706F
"""Number of the advisory lock of whoever writes what a file says; it ends with the transaction."""
AT_ONCE = 200
"""Records kept in memory and written together."""


FIGURES = ("read", "new", "changed", "unchanged", "quarantined")


@dataclass
class Tally:
    """What a reading found. Every record counts once: `quarantined` are those that gave no facts
    or that nobody may be shown before a person has decided, the others are new, changed or known
    already. `reasons` counts the records held back for each reason."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    quarantined: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def figures(self) -> dict[str, int]:
        """The counts of records, without the reasons."""
        return {name: getattr(self, name) for name in FIGURES}


def stage_import(
    *, path: Path, by: Actor, today: date, dry_run: bool = False, run: ImportRun | None = None
) -> Tally:
    """Stages every record of the file and returns the figures; `today` is the local date.

    Repeating it changes nothing. What cannot be read is reported by line and the rest goes on.
    With `dry_run` nothing is written; `run` is the reading, where one was announced before.
    Raises NotPermitted.
    """
    if not may_edit(by):
        raise NotPermitted
    tally = Tally()
    run = run or ImportRun(file_name=path.name[-255:], by_id=by.user_id)
    if not dry_run:
        run.save()
    lines = read_file(path, today=today)
    while batch := list(islice(lines, AT_ONCE)):
        _stage(batch, run, tally, by, today)
    if not dry_run:
        _finish(run, tally, by)
    return tally


@transaction.atomic
def _stage(batch: list[Line], run: ImportRun, tally: Tally, by: Actor, today: date) -> None:
    if run.pk is not None:
        _one_after_the_other()
    known = _known(line.facts.code for line in batch if line.facts)
    rows: list[ImportedProcedure] = []
    changed: list[str] = []
    for line in batch:
        if line.facts is None:
            _count_unreadable(tally, line)
            continue
        tally.read += 1
        row = _row(line, run)
        before = known.get(row.code)
        row.known_before = before is not None
        same = before is not None and before.digest == row.digest
        _count(tally, row, before, same)
        if not same:
            rows.append(row)
        if not same and before is not None and before.public and before.digest:
            changed.append(row.code)
    if run.pk is None:
        return
    UnreadableLine.objects.bulk_create(_unreadable(batch, run))
    _supersede(row.code for row in rows)
    ImportedProcedure.objects.bulk_create(rows)
    for code in changed:
        owed = {"trigger": Trigger.NATIONAL_CHANGE, "symbol": "", "on": today}
        open_update_duty(procedure_code=code, by=by, **owed)


def _one_after_the_other() -> None:
    """Of two files that tell of one procedure the later is compared with the earlier."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@dataclass(frozen=True)
class _Before:
    """What the portal already has under a code. `public`: there is a page; no digest: nothing of it
    was ever imported."""

    public: bool = False
    digest: str = ""
    state: str = ""


def _known(codes: Iterable[str]) -> dict[str, _Before]:
    wanted = list(codes)
    in_catalogue = Procedure.objects.filter(code__in=wanted).values_list("code", "current_id")
    known = {code: _Before(public=current is not None) for code, current in in_catalogue}
    newest = (
        ImportedProcedure.objects.filter(code__in=wanted).order_by("code", "-id").distinct("code")
    )
    for code, digest, state in newest.values_list("code", "digest", "state"):
        known[code] = replace(known.get(code, _Before()), digest=digest, state=state)
    return known


def _row(line: Line, run: ImportRun) -> ImportedProcedure:
    facts = line.facts
    plain = to_plain(facts)
    open_reasons = blocking(facts.problems)
    return ImportedProcedure(
        run=run,
        line=line.number,
        line_sha256=line.sha256,
        code=facts.code,
        name=facts.name,
        sector=facts.sector,
        state=ImportState.QUARANTINED if open_reasons else ImportState.READY,
        digest=sha256_hex(canonical_json(plain)),
        facts=plain,
        raw=dict(facts.raw),
        problems=[problem_to_plain(problem) for problem in facts.problems],
        open_reasons=open_reasons,
    )


def blocking(problems: Iterable) -> list[str]:
    """Codes of the reasons for which a record is held back, each once, in order."""
    held = (problem.code for problem in problems if problem.severity is not Severity.NOTICE)
    return sorted(set(held))


def _count(tally: Tally, row: ImportedProcedure, before: _Before | None, same: bool) -> None:
    held = before.state == ImportState.QUARANTINED if same else bool(row.open_reasons)
    if held:
        _count_held(tally, row.open_reasons)
    elif same:
        tally.unchanged += 1
    elif before is None:
        tally.new += 1
    else:
        tally.changed += 1


def _count_unreadable(tally: Tally, line: Line) -> None:
    """What is wrong with the file as a whole stands on line 0 and is no record."""
    if line.number:
        tally.read += 1
        tally.quarantined += 1
    tally.reasons[line.failure.code] += 1


def _count_held(tally: Tally, reasons: Iterable[str]) -> None:
    tally.quarantined += 1
    tally.reasons.update(reasons)


def _unreadable(batch: list[Line], run: ImportRun) -> Iterator[UnreadableLine]:
    for line in batch:
        if line.failure is not None:
            yield UnreadableLine(
                run=run,
                line=line.number,
                sha256=line.sha256,
                reason=line.failure.code,
                excerpt=line.failure.excerpt,
            )


def _supersede(codes: Iterable[str]) -> None:
    """A newer state of the source takes the place of one that nobody had decided yet."""
    waiting = ImportedProcedure.objects.filter(code__in=list(codes), state__in=OPEN_IMPORTS)
    for row in waiting.select_for_update():
        row.state = ImportState.SUPERSEDED
        row.version += 1
        row.save(update_fields=["state", "version"])


@transaction.atomic
def _finish(run: ImportRun, tally: Tally, by: Actor) -> None:
    for name, value in tally.figures.items():
        setattr(run, name, value)
    run.reasons = dict(tally.reasons)
    run.finished_at = timezone.now()
    run.save()
    record("import.staged", run, by, tally.figures)
