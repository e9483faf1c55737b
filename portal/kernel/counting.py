"""The three ways of counting: by days, by working time, by elapsed time.

Each walks from the start to the end of a limit and leaves one line a day behind. ``waits`` are
closed, ordered, and do not overlap.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from portal.kernel.calendar import VIETNAM, Reason, Why, WorkingCalendar
from portal.kernel.law import Citation, NotInForce, Rule
from portal.kernel.limits import DayLine, Interval, Unit, WaitKind
from portal.kernel.rules import calendar as calendar_rules
from portal.kernel.rules import clock as clock_rules

ONE_DAY = timedelta(days=1)

SAID_BY: dict[Reason, Rule] = {
    Reason.FIRST_DAY: clock_rules.FIRST_DAY,
    Reason.RESTART: clock_rules.AFTER_SUPPLEMENT,
    Reason.BEFORE_RESTART: clock_rules.AFTER_SUPPLEMENT,
    Reason.END_MOVED_HERE: clock_rules.LAST_DAY_OFF,
    Reason.HOLIDAY: calendar_rules.PUBLIC_HOLIDAYS,
    Reason.WEEKEND: calendar_rules.OFFICE_WEEK,
}


WAITED_FOR = {
    WaitKind.SUPPLEMENT: Reason.WAITING,
    WaitKind.PAYMENT: Reason.AWAITING_PAYMENT,
    WaitKind.VERIFICATION: Reason.VERIFYING,
    WaitKind.OTHER_AGENCY: Reason.AWAITING_AGENCY,
    WaitKind.SITE_VISIT: Reason.VISITING,
    WaitKind.FOREIGN_PAPER: Reason.AWAITING_ABROAD,
}


def line(day: date, counted: bool, why: Why, used: timedelta = timedelta()) -> DayLine:
    """One day of the explanation, with the text that says so when there is one."""
    rule = SAID_BY.get(why.reason)
    return DayLine(day, counted, why, round(used / timedelta(minutes=1)), cited(rule, day))


def cited(rule: Rule | None, day: date) -> Citation | None:
    try:
        return rule.dated(day).citation if rule else None
    except NotInForce:
        return None


def add_months(day: date, months: int) -> date:
    """The same day number ``months`` later, else the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def count_days(
    start: datetime, limit: int, unit: Unit, calendar: WorkingCalendar, waits: Sequence[Interval]
) -> tuple[datetime, list[DayLine]]:
    """A limit in days, months or years: the first day is not counted, the end is a working day.

    A limit does not end while the applicant is being waited for.
    """
    day = start.date()
    left = _in_days(day, limit, unit)
    lines = [line(day, False, Why(Reason.FIRST_DAY))]
    while left or not calendar.is_working(day) or _waited(day + ONE_DAY, waits):
        day += ONE_DAY
        counted, why = _judge(day, left, unit, calendar, waits)
        left -= counted
        lines.append(line(day, counted, why))
    return calendar.closes(day), lines


def _in_days(start: date, limit: int, unit: Unit) -> int:
    if unit in (Unit.MONTH, Unit.YEAR):
        months = limit * 12 if unit is Unit.YEAR else limit
        return (add_months(start, months) - start).days
    return limit


def _judge(
    day: date, left: int, unit: Unit, calendar: WorkingCalendar, waits: Sequence[Interval]
) -> tuple[bool, Why]:
    if wait := _waited(day, waits):
        return False, Why(WAITED_FOR[wait.kind])
    if not calendar.is_working(day) and (unit is Unit.WORKING_DAY or not left):
        return False, calendar.why(day)
    if not left:
        return False, Why(Reason.END_MOVED_HERE)
    why = calendar.why(day)
    return True, why if unit is Unit.WORKING_DAY else replace(why, reason=Reason.RUNNING)


def _waited(day: date, waits: Sequence[Interval]) -> Interval | None:
    return next((each for each in waits if each.asked.date() < day <= each.answered.date()), None)


def count_working_time(
    start: datetime, limit: timedelta, calendar: WorkingCalendar, waits: Sequence[Interval]
) -> tuple[datetime, list[DayLine]]:
    """A limit in working hours, to the second: only time at work, and not waiting, is used up."""
    lines: list[DayLine] = []
    day, left = start.date(), limit
    while True:
        used, end = timedelta(), start
        for begins, ends in _without_waits(_after(start, calendar.moments(day)), waits):
            step = min(left - used, ends - begins)
            used, end = used + step, begins + step
            if used == left:
                break
        left -= used
        why = calendar.why(day) if used else _unused(day, start, calendar, waits)
        lines.append(line(day, bool(used), why, used))
        if not left:
            return end, lines
        day += ONE_DAY


def _after(
    start: datetime, moments: list[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    return ((max(begins, start), ends) for begins, ends in moments if ends > start)


def _without_waits(
    moments: Iterator[tuple[datetime, datetime]], waits: Sequence[Interval]
) -> Iterator[tuple[datetime, datetime]]:
    """What is left of ``moments`` once the waits are cut out."""
    for begins, ends in moments:
        for wait in waits:
            if wait.answered <= begins or ends <= wait.asked:
                continue
            if begins < wait.asked:
                yield begins, wait.asked
            begins = wait.answered
            if begins >= ends:
                break
        if begins < ends:
            yield begins, ends


def _unused(
    day: date, start: datetime, calendar: WorkingCalendar, waits: Sequence[Interval]
) -> Why:
    if not calendar.is_working(day):
        return calendar.why(day)
    wait = _touching(day, waits)
    return Why(WAITED_FOR[wait.kind] if wait else Reason.NO_HOURS_LEFT)


def _touching(day: date, waits: Sequence[Interval]) -> Interval | None:
    return next((each for each in waits if each.asked.date() <= day <= each.answered.date()), None)


def count_elapsed(
    start: datetime, limit: timedelta, calendar: WorkingCalendar, waits: Sequence[Interval]
) -> tuple[datetime, list[DayLine]]:
    """A limit in plain hours or minutes; one that would end on a day off ends as days do."""
    end = start + limit
    for wait in waits:
        if wait.asked < end:
            end += wait.answered - wait.asked
    lines = list(_elapsed_lines(start, end, waits))
    if calendar.is_working(end.date()):
        return end, lines
    day = end.date()
    while not calendar.is_working(day):
        day += ONE_DAY
        moved = Why(Reason.END_MOVED_HERE) if calendar.is_working(day) else calendar.why(day)
        lines.append(line(day, False, moved))
    return calendar.closes(day), lines


def _elapsed_lines(start: datetime, end: datetime, waits: Sequence[Interval]) -> Iterator[DayLine]:
    day = start.date()
    while day <= end.date():
        midnight = datetime.combine(day, time(), VIETNAM)
        whole = iter([(max(start, midnight), min(end, midnight + ONE_DAY))])
        used = sum((ends - begins for begins, ends in _without_waits(whole, waits)), timedelta())
        wait = None if used or end == midnight else _touching(day, waits)
        yield line(day, bool(used), Why(WAITED_FOR[wait.kind] if wait else Reason.RUNNING), used)
        day += ONE_DAY
