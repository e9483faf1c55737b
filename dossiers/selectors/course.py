"""How a dossier counts in the reports: worked out from its events, the same whenever it is asked.

A dossier is received with its acceptance and settled with its first ending after that. All else
follows from days: what was received before a period and not settled is carried over into it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import timezone

from dossiers.models import Course, Dossier
from dossiers.models.course import Outcome
from dossiers.rules.settlement import WITHOUT_RESULT
from dossiers.selectors.punctuality import measured_by, stands_still
from dossiers.workflow import State
from portal.audit.models import Event

IN_PROCESS = frozenset(
    {
        State.ACCEPTED,
        State.PROCESSING,
        State.ASKED_IN_APPRAISAL,
        State.PROPOSED,
        State.HELD,
        State.SIGNING,
    }
)
BEGINNING = datetime.min.replace(tzinfo=UTC)
Stretch = tuple[date, date | None]
"""Days from the first up to the day before the second; without one, to this day."""


@dataclass(frozen=True)
class Settled:
    on: date
    outcome: str
    ending: str
    contacts: int


@dataclass(frozen=True)
class CourseFacts:
    """What `Course` and the rows of `Overdue` keep."""

    received_on: date
    settled: Settled | None = None
    overdue: tuple[Stretch, ...] = ()


def in_process(dossier: Dossier, state: str | None, at: datetime) -> bool:
    """Whether a dossier in `state` is being handled; one that waits for a payment is, once it has
    been accepted.
    """
    accepted = dossier.accepted_at
    if state == State.PAYMENT_ASKED:
        return accepted is not None and accepted <= at
    return state in IN_PROCESS


def course_of(dossier: Dossier, events: Iterable[Event]) -> CourseFacts | None:
    """The course that the events, oldest first, make; None before acceptance. The clocks of several
    machines differ: what was written later counts as no earlier than what it follows.
    """
    received, settled, days = None, None, _Days()
    at = BEGINNING
    for event in events:
        at, state = max(at, event.occurred_at), event.payload["to"]
        day = timezone.localdate(at)
        if in_process(dossier, state, at):
            received = received or day
            measure = None if stands_still(dossier, at) else measured_by(dossier, at)
            days.turn(day, measure.overdue_from if measure else None)
        elif received is not None:
            settled = _settled(dossier, state, at, days.passed(day))
            days.turn(day, None)
            break
    return CourseFacts(received, settled, days.stretches) if received else None


class _Days:
    """The stretches past the date, built as the date that binds moves."""

    def __init__(self) -> None:
        self._ended: list[Stretch] = []
        self._from: date | None = None
        self._due: date | None = None

    def turn(self, day: date, overdue_from: date | None) -> None:
        """From `day` on the dossier is overdue from `overdue_from`, or never."""
        if overdue_from == self._due:
            return
        if self._from is not None and self._from < day:
            self._ended.append((self._from, day))
        self._due = overdue_from
        self._from = max(overdue_from, day) if overdue_from else None

    def passed(self, day: date) -> bool:
        return self._due is not None and self._due <= day

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        still: list[Stretch] = [(self._from, None)] if self._from else []
        return (*self._ended, *still)


def _settled(dossier: Dossier, state: str, at: datetime, passed: bool) -> Settled:
    """What ends without a result counts as the rule says, unless its date had passed."""
    day, measure = timezone.localdate(at), measured_by(dossier, at)
    outcome = measure.outcome(at) if measure else Outcome.ON_TIME
    if state != State.DONE and not (passed and outcome == Outcome.LATE):
        outcome = Outcome(WITHOUT_RESULT.on(day))
    called = sum(not row.own_fault for row in dossier.supplements.all() if row.asked_at <= at)
    return Settled(day, outcome.value, state, called)


def known_for_course(dossier: Dossier) -> Dossier:
    """The dossier read afresh with what its course follows from."""
    return (
        Dossier.objects.select_related("revision__procedure", "course")
        .prefetch_related("due_dates", "intervals", "supplements", "overdue")
        .get(pk=dossier.pk)
    )


def kept_course(dossier: Dossier) -> CourseFacts | None:
    """What is kept of the dossier, which may have been fetched with `course` and `overdue`."""
    row: Course | None = getattr(dossier, "course", None)
    if row is None:
        return None
    settled = None
    if row.settled_on:
        settled = Settled(row.settled_on, row.outcome, row.ending, row.contacts)
    stretches = ((each.since, each.until) for each in dossier.overdue.all())
    return CourseFacts(row.received_on, settled, tuple(stretches))
