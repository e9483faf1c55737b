"""What can be recomputed of a dossier, for the `verify` command."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Min

from dossiers.models import (
    CodeCounter,
    Dossier,
    DueDate,
    DueKind,
    Message,
    RegisterCounter,
    RegisterEntry,
)
from dossiers.selectors.clock import binding, reply_due, return_due
from dossiers.selectors.desk_counts import Slot, kept, recounted
from dossiers.workflow import TABLE, Action
from portal.audit.checks import Difference, check
from portal.audit.selectors import timeline
from portal.kernel.codes import parse_dossier_code


@check("derived")
def states_follow_events() -> Iterator[Difference]:
    """State and version of each dossier are what its events make of them by the state table."""
    for dossier in Dossier.objects.order_by("pk").iterator(chunk_size=500):
        state, version = None, 0
        for event in timeline(dossier):
            action = Action(event.kind.removeprefix("dossier."))
            if state not in TABLE[action].moves:
                yield Difference(str(dossier), "impossible step", found=f"{action} from {state}")
                break
            state, version = TABLE[action].moves[state], event.payload["version"]
        if state != dossier.state:
            yield Difference(str(dossier), "state", expected=str(state), found=dossier.state)
        if version != dossier.version:
            yield Difference(
                str(dossier), "version", expected=str(version), found=str(dossier.version)
            )


@check("derived")
def codes_have_no_gaps() -> Iterator[Difference]:
    """For each agency and day as many codes were given out as the counter says, without a gap."""
    given: dict[tuple, set[int]] = {}
    for code in Dossier.objects.exclude(code=None).values_list("code", flat=True).iterator():
        parts = parse_dossier_code(code)
        given.setdefault((parts.org, parts.day), set()).add(parts.seq)
    for counter in CodeCounter.objects.order_by("pk"):
        numbers = given.get((counter.agency_code, counter.day), set())
        if numbers != set(range(1, counter.last + 1)):
            yield Difference(str(counter), "codes", str(counter.last), str(len(numbers)))


@check("derived")
def registers_have_no_gaps() -> Iterator[Difference]:
    """For each desk and year the lines run from 1 to what the counter says, and every accepted
    dossier has one.
    """
    for counter in RegisterCounter.objects.order_by("pk"):
        lines = RegisterEntry.objects.filter(desk=counter.desk_id, year=counter.year)
        numbers = set(lines.values_list("number", flat=True))
        if numbers != set(range(1, counter.last + 1)):
            yield Difference(str(counter), "register", str(counter.last), str(len(numbers)))
    left = Dossier.objects.filter(accepted_at__isnull=False, register_entry=None)
    for dossier in left.order_by("pk").iterator(chunk_size=500):
        yield Difference(str(dossier), "register", expected="a line", found="none")


@check("derived")
def deadlines_follow_due_dates() -> Iterator[Difference]:
    """The deadline kept for ordering is the date that binds while the house owes something."""
    rows = Dossier.objects.filter(deadline_at__isnull=False).order_by("pk")
    for dossier in rows.iterator(chunk_size=500):
        due = _in_force(dossier)
        at = due and (due.at if due.kind == DueKind.REPLY else binding(dossier, due.at))
        if at != dossier.deadline_at:
            yield Difference(str(dossier), "deadline", str(at), str(dossier.deadline_at))


@check("derived")
def dates_come_out_again() -> Iterator[Difference]:
    """The date in force, computed once more on the calendar it was computed with, is the same."""
    rows = Dossier.objects.filter(deadline_at__isnull=False).select_related(
        "agency__parent", "receiving_agency__parent", "channel", "revision"
    )
    for dossier in rows.order_by("pk").iterator(chunk_size=500):
        due = _in_force(dossier)
        if due is None:
            continue
        again = reply_due(dossier, due.since) if due.kind == DueKind.REPLY else return_due(dossier)
        if again.calendar.version == due.calendar_version and again.answer.at != due.at:
            yield Difference(str(dossier), f"{due.kind} date", str(again.answer.at), str(due.at))


@check("derived")
def lists_are_counted_right() -> Iterator[Difference]:
    """The kept counts of the lists are what counting all dossiers gives.

    People go on working meanwhile: only what is off by the same twice is reported.
    """
    first = _off_by()
    second = _off_by() if first else {}
    for slot in sorted(first.keys() & second.keys()):
        expected, found = second[slot]
        if found - expected == first[slot][1] - first[slot][0]:
            yield Difference(" ".join(map(str, slot)), "count", str(expected), str(found))


def _off_by() -> dict[Slot, tuple[int, int]]:
    expected, found = Counter(dict(recounted())), kept()
    slots = expected.keys() | found.keys()
    return {s: (expected[s], found[s]) for s in slots if expected[s] != found[s]}


def _in_force(dossier: Dossier) -> DueDate | None:
    """The latest date that was computed for an answer or by the law."""
    computed = dossier.due_dates.filter(kind__in=(DueKind.REPLY, DueKind.STATUTORY))
    return computed.order_by("-pk").first()


@check("derived")
def questions_follow_messages() -> Iterator[Difference]:
    """A dossier says when the first of its waiting messages must be answered."""
    said = Dossier.objects.exclude(question_due_at=None).values_list("pk", "question_due_at")
    waiting = Message.objects.filter(due_at__isnull=False, settled_at=None).order_by()
    first = waiting.values("dossier").annotate(first=Min("due_at")).values_list("dossier", "first")
    found, expected = dict(said), dict(first)
    for pk in sorted(found.keys() | expected.keys()):
        if found.get(pk) != expected.get(pk):
            yield Difference(
                str(pk), "message to answer", str(expected.get(pk)), str(found.get(pk))
            )
