"""Working time between two moments: how long something took, how much is left."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from portal.kernel.calendar import WorkingCalendar
from portal.kernel.limits import checked_moment


def working_days_between(since: date, until: date, calendar: WorkingCalendar) -> int:
    """Working days after ``since`` up to and including ``until``; negative when reversed."""
    if until < since:
        return -working_days_between(until, since, calendar)
    span = (until - since).days
    return sum(calendar.is_working(since + timedelta(days=n)) for n in range(1, span + 1))


def working_time_between(since: datetime, until: datetime, calendar: WorkingCalendar) -> timedelta:
    """Time at work from ``since`` to ``until``; negative when reversed. Raises ``ClockError``."""
    if until < since:
        return -working_time_between(until, since, calendar)
    since, until = checked_moment(since), checked_moment(until)
    total, day = timedelta(), since.date()
    while day <= until.date():
        for begins, ends in calendar.moments(day):
            total += max(timedelta(), min(ends, until) - max(begins, since))
        day += timedelta(days=1)
    return total
