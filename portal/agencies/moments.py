"""Dates and times as people and programs write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from portal.kernel.calendar import VIETNAM, WorkingCalendar

# A plus sign that a browser has turned into a space, and dates as people write them here.
_LOST_PLUS = re.compile(r"(?<=\d) (?=\d\d:?\d\d$)")
_DAY_FIRST = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T,]+(\d{1,2}:\d\d))?$")
UNREADABLE = _("Write a date like 2026-11-20, or a date and time like 2026-11-20T16:00.")


class Unreadable(ValueError):
    """A text that is no date and no moment."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was written: a day, and the moment when a time was written too."""

    day: date
    moment: datetime | None

    def opening(self, calendar: WorkingCalendar) -> datetime:
        """The moment; of a mere working day its opening, of a day off its first moment."""
        if self.moment:
            return self.moment
        if calendar.is_working(self.day):
            return calendar.opens(self.day)
        return datetime.combine(self.day, time(), VIETNAM)

    def closing(self, calendar: WorkingCalendar) -> datetime:
        """The moment; of a mere working day its close, of a day off its last minute."""
        if self.moment:
            return self.moment
        if calendar.is_working(self.day):
            return calendar.closes(self.day)
        return datetime.combine(self.day, time(23, 59), VIETNAM)


def read(text: str) -> Given:
    """ISO 8601 or day/month/year; without an offset it is Vietnam's time. Raises `Unreadable`."""
    text = text.strip()
    if match := _DAY_FIRST.match(text):
        day, month, year, clock = match.groups()
        text = f"{year}-{month:0>2}-{day:0>2}" + (f"T{clock:0>5}" if clock else "")
    elif "T" in text or ":" in text:
        text = _LOST_PLUS.sub("+", text) if "T" in text else text
    try:
        return _given(text)
    except (ValueError, OverflowError) as error:
        raise Unreadable(str(UNREADABLE)) from error


def _given(text: str) -> Given:
    if len(text) == len("2026-11-20"):
        return Given(date.fromisoformat(text), None)
    moment = datetime.fromisoformat(text)
    local = moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)
    return Given(local.date(), local)
