"""The words of the legal clock: units, policies, intervals of waiting, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from portal.kernel.calendar import VIETNAM, Reason, Why
from portal.kernel.law import Citation
from portal.kernel.rules.clock import CIVIL_CODE_SINCE

FIRST_MOMENT = datetime.combine(CIVIL_CODE_SINCE, datetime.min.time(), VIETNAM)
LAST_MOMENT = datetime(2100, 1, 1, tzinfo=VIETNAM)
LONGEST_WAIT = timedelta(days=5 * 366)
MOST_WAITS = 20


class Unit(StrEnum):
    """What a limit is counted in. ``NONE``: the procedure states no limit."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_HOUR = "working_hour"
    HOUR = "hour"
    MINUTE = "minute"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class Policy(StrEnum):
    """What waiting does to the limit; it belongs to the procedure.

    ``RESTART``: the whole limit again from the complete supplement. ``EXCLUDE``: the time waited
    is not counted. ``SUSPEND_ONCE``: the same, for the first wait only. ``EXTEND_CAPPED``: as
    ``EXCLUDE``, and hard cases may be given more, up to a cap. Which waits are left out is data of
    the procedure too; a supplement that it does not name restarts the limit by the general rule.
    """

    RESTART = "restart"
    EXCLUDE = "exclude"
    SUSPEND_ONCE = "suspend_once"
    EXTEND_CAPPED = "extend_capped"


class WaitKind(StrEnum):
    """What a dossier waits for."""

    SUPPLEMENT = "SUPPLEMENT"
    PAYMENT = "PAYMENT"
    VERIFICATION = "VERIFICATION"
    OTHER_AGENCY = "OTHER_AGENCY"
    SITE_VISIT = "SITE_VISIT"
    FOREIGN_PAPER = "FOREIGN_PAPER"


OF_THE_APPLICANT = frozenset({WaitKind.SUPPLEMENT, WaitKind.PAYMENT})
"""Waits that only the applicant can end; no procedure counts them against the house."""

LONGEST = {
    Unit.WORKING_DAY: 2500,
    Unit.CALENDAR_DAY: 3660,
    Unit.WORKING_HOUR: 20_000,
    Unit.HOUR: 87_840,
    Unit.MINUTE: 5_270_400,
    Unit.MONTH: 120,
    Unit.YEAR: 10,
}


class ClockError(ValueError):
    """Something the clock cannot count with.

    ``message`` is an English message id for people, ``params`` its values, ``about`` the argument
    it concerns.
    """

    def __init__(self, message: str, about: str, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.about = about
        self.params = params


@dataclass(frozen=True, slots=True)
class Interval:
    """Waiting for one thing, from the request to the complete answer (``None``: still open).

    Counted in days, the days after ``asked`` up to and including ``answered`` are left out; counted
    in hours or minutes, exactly the time between the two moments.
    """

    asked: datetime
    answered: datetime | None = None
    kind: WaitKind = WaitKind.SUPPLEMENT


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the explanation. ``minutes`` is what was used of it when minutes are counted."""

    date: date
    counted: bool
    why: Why
    minutes: int = 0
    citation: Citation | None = None

    def as_json(self) -> dict[str, str | int | bool]:
        """The line as it is kept beside a due date; empty parts are left out."""
        parts = {
            "date": self.date.isoformat(),
            "counted": self.counted,
            "reason": self.why.reason.value,
            "name": self.why.name,
            "name_en": self.why.name_en,
            "basis": self.why.basis,
            "minutes": self.minutes,
            "citation": self.citation.key if self.citation else "",
        }
        return {key: value for key, value in parts.items() if value or key == "counted"}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> DayLine:
        """The line that ``as_json`` has kept."""
        why = Why(
            Reason(kept["reason"]),
            kept.get("name", ""),
            kept.get("name_en", ""),
            kept.get("basis", ""),
        )
        citation = kept.get("citation")
        return cls(
            date.fromisoformat(kept["date"]),
            kept["counted"],
            why,
            kept.get("minutes", 0),
            Citation.from_key(citation) if citation else None,
        )


def checked_moment(moment: datetime, about: str = "accepted") -> datetime:
    """``moment`` in Vietnam's time. Raises ``ClockError`` when naive or out of range."""
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise ClockError("A moment needs a time zone.", about)
    if not FIRST_MOMENT <= moment < LAST_MOMENT:
        raise ClockError(
            "Dates must lie between %(first)s and %(last)s.",
            about,
            first=f"{FIRST_MOMENT:%d/%m/%Y}",
            last=f"{LAST_MOMENT - timedelta(days=1):%d/%m/%Y}",
        )
    return moment.astimezone(VIETNAM)


def checked_limit(limit: int, unit: Unit) -> int:
    """``limit`` when it can be counted. Raises ``ClockError`` otherwise."""
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise ClockError("The limit must be a whole number.", "limit")
    if not 1 <= limit <= LONGEST[unit]:
        raise ClockError(
            "The limit must be between 1 and %(most)s for this unit.", "limit", most=LONGEST[unit]
        )
    return limit


def checked_waits(accepted: datetime, intervals: Iterable[Interval]) -> list[Interval]:
    """The intervals in order, overlapping ones joined. Raises ``ClockError``."""
    waits = sorted((_checked_wait(accepted, wait) for wait in intervals), key=lambda w: w.asked)
    if len(waits) > MOST_WAITS:
        raise ClockError("At most %(most)s intervals can be counted.", "intervals", most=MOST_WAITS)
    joined: list[Interval] = []
    for wait in waits:
        if joined and (joined[-1].answered is None or wait.asked < joined[-1].answered):
            joined[-1] = _join(joined[-1], wait)
        else:
            joined.append(wait)
    return joined


def _checked_wait(accepted: datetime, wait: Interval) -> Interval:
    asked = checked_moment(wait.asked, "intervals")
    if asked < accepted:
        raise ClockError("An interval cannot begin before acceptance.", "intervals")
    if wait.answered is None:
        return Interval(asked, None, wait.kind)
    answered = checked_moment(wait.answered, "intervals")
    if answered < asked:
        raise ClockError("An interval cannot end before it begins.", "intervals")
    if answered - asked > LONGEST_WAIT:
        raise ClockError("An interval cannot be longer than %(years)s years.", "intervals", years=5)
    return Interval(asked, answered, wait.kind)


def _join(earlier: Interval, later: Interval) -> Interval:
    """One wait out of two that overlap; a supplement in either says what it does to the limit."""
    kind = later.kind if later.kind is WaitKind.SUPPLEMENT else earlier.kind
    if earlier.answered is None or later.answered is None:
        return Interval(earlier.asked, None, kind)
    return Interval(earlier.asked, max(earlier.answered, later.answered), kind)
