"""Periods of reports. A period closes on a day of its last month and begins the day after the one
before it has closed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.law import DEFAULT, Citation, Rule, Value
from portal.reports.values import Span

CLOSING_DAY = Rule(
    "reports.closing_day",
    "A report’s period closes on this day of its last month; the next one begins the day after",
    "day of the month",
    (Value(14, date(2019, 1, 1), None, Citation("01/2020/TT-VPCP"), DEFAULT),),
)


class Length(StrEnum):
    MONTH = "thang"
    QUARTER = "quy"
    HALF = "nua-nam"
    YEAR = "nam"


MONTHS = {Length.MONTH: 1, Length.QUARTER: 3, Length.HALF: 6, Length.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """The `number`th of its length in `year`, from 1."""

    length: Length
    year: int
    number: int

    def __post_init__(self) -> None:
        if not (2000 < self.year < 2100 and 1 <= self.number <= 12 // MONTHS[self.length]):
            raise ValueError(f"no such period: {self}")

    @property
    def span(self) -> Span:
        return Span(_close(self.year, self._last - MONTHS[self.length]) + _DAY, self.until)

    @property
    def until(self) -> date:
        return _close(self.year, self._last)

    @property
    def _last(self) -> int:
        return self.number * MONTHS[self.length]

    @classmethod
    def around(cls, day: date, length: Length) -> "Period":
        """The period of this length in which `day` lies."""
        year = day.year + (day > _close(day.year, 12))
        periods = (cls(length, year, n + 1) for n in range(12 // MONTHS[length]))
        return next(period for period in periods if day <= period.until)


_DAY = timedelta(days=1)


def _close(year: int, month: int) -> date:
    """The day on which the periods that end with `month` close; month 0 is December before."""
    year, month = (year, month) if month else (year - 1, 12)
    first = date(year, month, 1)
    known = max(first, CLOSING_DAY.values[0].since)
    return first.replace(day=CLOSING_DAY.on(known))
