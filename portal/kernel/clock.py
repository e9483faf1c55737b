"""The legal clock: when a time limit ends, and what every day of it did.

A pure function of acceptance, limit, unit, calendar, policy and the time spent waiting. Limits in
days, months and years end at the close of the last working day; limits in hours and minutes are
exact. Sources stand in ``portal.kernel.rules.clock``. Moments given must carry a time zone; moments
returned are in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.kernel.calendar import Reason, Why, WorkingCalendar
from portal.kernel.counting import (
    ONE_DAY,
    cited,
    count_days,
    count_elapsed,
    count_working_time,
    line,
)
from portal.kernel.law import Citation
from portal.kernel.limits import (
    OF_THE_APPLICANT,
    ClockError,
    DayLine,
    Interval,
    Policy,
    Unit,
    WaitKind,
    checked_limit,
    checked_moment,
    checked_waits,
)
from portal.kernel.rules import clock as rules

__all__ = [
    "OF_THE_APPLICANT",
    "ClockError",
    "DayLine",
    "Due",
    "Interval",
    "Policy",
    "Unit",
    "WaitKind",
    "due",
    "same_day",
]

_ENDS_BY = {
    Unit.WORKING_DAY: (rules.FIRST_DAY, rules.LAST_DAY),
    Unit.CALENDAR_DAY: (rules.FIRST_DAY, rules.LAST_DAY),
    Unit.MONTH: (rules.FIRST_DAY, rules.MONTH_END),
    Unit.YEAR: (rules.FIRST_DAY, rules.YEAR_END),
    Unit.WORKING_HOUR: (rules.EXACT_MOMENT,),
    Unit.HOUR: (rules.EXACT_MOMENT,),
    Unit.MINUTE: (rules.EXACT_MOMENT,),
}


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends, and the explanation of every day from acceptance to then.

    ``at`` is ``None`` when there is no limit, or while an answer is awaited (``waiting``).
    ``ignored`` are intervals that changed nothing: of a kind that the limit runs through, asked
    after the limit had run out, or beyond the one suspension allowed. ``unannounced`` are years
    touched whose holidays nobody has entered yet, so that the date may still move.
    """

    at: datetime | None
    days: tuple[DayLine, ...] = ()
    citations: tuple[Citation, ...] = ()
    waiting: bool = False
    ignored: tuple[Interval, ...] = ()
    unannounced: tuple[int, ...] = ()


def due(
    accepted: datetime,
    limit: int | None,
    unit: Unit,
    calendar: WorkingCalendar,
    policy: Policy = Policy.RESTART,
    intervals: Iterable[Interval] = (),
    *,
    left_out: Collection[WaitKind] = OF_THE_APPLICANT,
    extension: int = 0,
    cap: int | None = None,
) -> Due:
    """When a dossier accepted at ``accepted`` must be finished.

    ``left_out`` are the kinds of waiting that the limit does not run through. ``extension`` is
    what a hard case was given on top, in the same unit, at most ``cap``. Raises ``ClockError`` for
    moments without a time zone, limits that are no whole number, below 1 or absurdly long,
    intervals that begin before acceptance or end before they begin, and extensions that the policy
    or the cap does not allow.
    """
    accepted = checked_moment(accepted)
    given = list(intervals)
    matters = {WaitKind.SUPPLEMENT, *left_out}
    waits = checked_waits(accepted, (wait for wait in given if wait.kind in matters))
    ran_on = checked_waits(accepted, (wait for wait in given if wait.kind not in matters))
    if unit is Unit.NONE:
        return Due(None)
    limit = checked_limit(limit, unit) + _checked_extension(extension, cap, policy)
    started, counted_out, ignored = accepted, [], ran_on
    for wait in waits:
        end, lines = _count(started, limit, unit, calendar, counted_out)
        restarts = _restarts(wait, policy, left_out)
        if wait.asked > end or (policy is Policy.SUSPEND_ONCE and counted_out and not restarts):
            ignored.append(wait)
        elif wait.answered is None:
            return _still_waiting(accepted, started, wait, lines, calendar)
        elif restarts:
            started, counted_out = wait.answered, []
        else:
            counted_out.append(wait)
    end, lines = _count(started, limit, unit, calendar, counted_out)
    days = _from_acceptance(accepted, started, lines)
    return Due(
        end,
        days,
        _citations(unit, days),
        ignored=tuple(ignored),
        unannounced=_unannounced(days, calendar),
    )


def same_day(
    accepted: datetime,
    calendar: WorkingCalendar,
    cutoff: time,
    at_most: int | None = None,
) -> Due:
    """The rule "on the day itself; received after ``cutoff``, on the next working day".

    Received on a day off, the next working day counts as the day itself. ``at_most`` working days
    is what the procedure allows when something must be verified first. Raises ``ClockError``.
    """
    accepted = checked_moment(accepted)
    if at_most is not None:
        return due(accepted, at_most, Unit.WORKING_DAY, calendar)
    received = accepted.date()
    day = calendar.this_or_next(received)
    if day == received and accepted.time() > cutoff:
        day = calendar.next_working(received)
    days = [line(each, False, _passed_over(each, calendar)) for each in _days(received, day)]
    days.append(line(day, True, Why(Reason.SAME_DAY)))
    return Due(calendar.closes(day), tuple(days), unannounced=_unannounced(days, calendar))


def _restarts(wait: Interval, policy: Policy, left_out: Collection[WaitKind]) -> bool:
    """Only a supplement starts the limit anew, unless the procedure leaves its time out."""
    if wait.kind is not WaitKind.SUPPLEMENT:
        return False
    return policy is Policy.RESTART or WaitKind.SUPPLEMENT not in left_out


def _passed_over(day: date, calendar: WorkingCalendar) -> Why:
    return Why(Reason.AFTER_CUTOFF) if calendar.is_working(day) else calendar.why(day)


def _checked_extension(extension: int, cap: int | None, policy: Policy) -> int:
    if not extension:
        return 0
    if policy is not Policy.EXTEND_CAPPED:
        raise ClockError("This policy allows no extension.", "extension")
    if extension < 0 or cap is None or extension > cap:
        raise ClockError("The extension may be at most %(cap)s.", "extension", cap=cap or 0)
    return extension


def _count(
    start: datetime, limit: int, unit: Unit, calendar: WorkingCalendar, waits: Sequence[Interval]
) -> tuple[datetime, list[DayLine]]:
    match unit:
        case Unit.WORKING_HOUR:
            return count_working_time(start, timedelta(hours=limit), calendar, waits)
        case Unit.HOUR:
            return count_elapsed(start, timedelta(hours=limit), calendar, waits)
        case Unit.MINUTE:
            return count_elapsed(start, timedelta(minutes=limit), calendar, waits)
    return count_days(start, limit, unit, calendar, waits)


def _still_waiting(
    accepted: datetime,
    started: datetime,
    wait: Interval,
    lines: list[DayLine],
    calendar: WorkingCalendar,
) -> Due:
    """No date can be given before the answer; what ran until the request is still explained."""
    ran = [each for each in lines if each.date <= wait.asked.date()]
    days = _from_acceptance(accepted, started, ran)
    return Due(None, days, waiting=True, unannounced=_unannounced(days, calendar))


def _from_acceptance(
    accepted: datetime, started: datetime, lines: list[DayLine]
) -> tuple[DayLine, ...]:
    """The lines of the last run, led by the days that a restart has put aside."""
    if started == accepted:
        return tuple(lines)
    aside = [
        line(each, False, Why(Reason.BEFORE_RESTART))
        for each in _days(accepted.date(), started.date())
    ]
    first = lines[0]
    if not first.counted:
        first = line(first.date, False, Why(Reason.RESTART))
    return (*aside, first, *lines[1:])


def _days(first: date, end: date) -> Iterator[date]:
    """Days from ``first`` up to, not including, ``end``."""
    return (first + n * ONE_DAY for n in range((end - first).days))


def _citations(unit: Unit, days: Sequence[DayLine]) -> tuple[Citation, ...]:
    """The texts that the answer rests on, in the order in which they came into play."""
    general = [cited(rule, days[-1].date) for rule in _ENDS_BY[unit]]
    special = [each.citation for each in days]
    return tuple(dict.fromkeys(citation for citation in [*general, *special] if citation))


def _unannounced(days: Sequence[DayLine], calendar: WorkingCalendar) -> tuple[int, ...]:
    years = sorted({each.date.year for each in days})
    return tuple(year for year in years if not calendar.announced(year))
