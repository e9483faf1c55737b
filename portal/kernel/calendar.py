"""Working calendars as pure values: which days and hours an agency works, and why.

Holidays and swapped days are data that an administrator enters each year; a working day in
exchange (*ngày làm bù*) may have hours of its own. All times are Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

Span = tuple[time, time]
Spans = tuple[Span, ...]


class Reason(StrEnum):
    """Why a day is counted or not; the words for people are chosen where they are shown."""

    FIRST_DAY = "first_day"
    WORKING = "working"
    SWAPPED = "swapped"
    RUNNING = "running"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    NO_HOURS_LEFT = "no_hours_left"
    WAITING = "waiting"
    AWAITING_PAYMENT = "awaiting_payment"
    VERIFYING = "verifying"
    AWAITING_AGENCY = "awaiting_agency"
    VISITING = "visiting"
    AWAITING_ABROAD = "awaiting_abroad"
    BEFORE_RESTART = "before_restart"
    RESTART = "restart"
    END_MOVED_HERE = "end_moved_here"
    SAME_DAY = "same_day"
    AFTER_CUTOFF = "after_cutoff"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, with the name and the announcement of the holiday or swap it rests on, if any."""

    reason: Reason
    name: str = ""
    name_en: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A holiday or a working day in exchange.

    ``spans`` replaces the usual hours when given; ``basis`` is the announcement it rests on.
    """

    name: str
    name_en: str = ""
    spans: Spans | None = None
    basis: str = ""


class CalendarError(ValueError):
    """A calendar that contradicts itself."""


def office_week(*spans: Span) -> tuple[Spans, ...]:
    """Monday to Friday with the same hours, Saturday and Sunday closed."""
    return (tuple(spans),) * 5 + ((), ())


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """The working days of an agency; two calendars are the same when their ``version`` is.

    ``weekly`` has seven tuples of ``(opens, closes)``, Monday first; ``off`` and ``working`` name
    the days that differ. A working day in exchange without hours of its own has those of the
    first weekday that has any. Raises ``CalendarError`` when the parts contradict each other.
    """

    version: str
    weekly: tuple[Spans, ...]
    off: Mapping[date, SpecialDay] = field(default_factory=dict)
    working: Mapping[date, SpecialDay] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise CalendarError("A week has seven days")
        if not any(self.weekly):
            raise CalendarError("A week needs at least one working day")
        if self.off.keys() & self.working.keys():
            raise CalendarError("A day is both off and worked")
        own = [day.spans for day in self.working.values() if day.spans is not None]
        for spans in [*self.weekly, *own]:
            check_spans(spans)
        if () in own:
            raise CalendarError("A working day needs hours")
        object.__setattr__(self, "off", MappingProxyType(dict(self.off)))
        object.__setattr__(self, "working", MappingProxyType(dict(self.working)))

    def __reduce__(self) -> tuple[type[WorkingCalendar], tuple[object, ...]]:
        """Mapping proxies cannot be pickled; a cached calendar is rebuilt from its parts."""
        return type(self), (self.version, self.weekly, dict(self.off), dict(self.working))

    def spans(self, day: date) -> Spans:
        """The hours worked on ``day``, in order; empty on a day off."""
        if day in self.off:
            return ()
        swapped = self.working.get(day)
        if swapped is None:
            return self.weekly[day.weekday()]
        return swapped.spans or self.weekly[day.weekday()] or next(filter(None, self.weekly))

    def is_working(self, day: date) -> bool:
        return bool(self.spans(day))

    def why(self, day: date) -> Why:
        """Why ``day`` is a working day or not."""
        if special := self.off.get(day):
            return Why(Reason.HOLIDAY, special.name, special.name_en, special.basis)
        if special := self.working.get(day):
            return Why(Reason.SWAPPED, special.name, special.name_en, special.basis)
        return Why(Reason.WORKING if self.weekly[day.weekday()] else Reason.WEEKEND)

    def moments(self, day: date) -> list[tuple[datetime, datetime]]:
        """The hours worked on ``day`` as moments in Vietnam's time."""
        return [
            (datetime.combine(day, opens, VIETNAM), datetime.combine(day, closes, VIETNAM))
            for opens, closes in self.spans(day)
        ]

    def opens(self, day: date) -> datetime:
        """The moment work begins on a working day. Raises ``CalendarError`` on a day off."""
        return self._moments_of_work(day)[0][0]

    def closes(self, day: date) -> datetime:
        """The moment work ends on a working day. Raises ``CalendarError`` on a day off."""
        return self._moments_of_work(day)[-1][1]

    def this_or_next(self, day: date) -> date:
        """``day`` itself when it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def next_working(self, day: date) -> date:
        """The first working day after ``day``."""
        return self.this_or_next(day + timedelta(days=1))

    def announced(self, year: int) -> bool:
        """Whether the holidays of ``year`` have been entered."""
        return any(day.year == year for day in self.off)

    def _moments_of_work(self, day: date) -> list[tuple[datetime, datetime]]:
        moments = self.moments(day)
        if not moments:
            raise CalendarError(f"{day.isoformat()} is not a working day")
        return moments


def check_spans(spans: Spans) -> None:
    """Raises ``CalendarError`` for hours that end before they begin, overlap or go back."""
    for opens, closes in spans:
        if opens >= closes:
            raise CalendarError("Work must end after it begins")
    for (_, closes), (opens, _) in pairwise(spans):
        if opens < closes:
            raise CalendarError("Working hours overlap or are out of order")
