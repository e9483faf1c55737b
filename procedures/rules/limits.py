"""Comparing time limits of different units, roughly: enough to see which of two is longer.

The legal clock counts exactly; here a working day is seven fifths of a day, because that is what a
week makes of it.
"""

from portal.kernel.clock import Unit

WORKING_HOURS_A_DAY = 8
_WORKING_DAY = 24 * 7 / 5
_HOURS = {
    Unit.MINUTE: 1 / 60,
    Unit.HOUR: 1,
    Unit.WORKING_HOUR: _WORKING_DAY / WORKING_HOURS_A_DAY,
    Unit.CALENDAR_DAY: 24,
    Unit.WORKING_DAY: _WORKING_DAY,
    Unit.MONTH: 24 * 365 / 12,
    Unit.YEAR: 24 * 365,
}


def hours(number: float, unit: str) -> float:
    """About how many hours of the clock on the wall a limit takes."""
    return float(number) * _HOURS[Unit(unit)]


def same_day_hours(at_most: int | None = None) -> float:
    """About how many hours a result on the same working day takes, `at_most` working days.

    The first day has begun when a dossier comes in: half of it is left, so that a whole working
    day is longer.
    """
    return hours((at_most or 1) - 0.5, Unit.WORKING_DAY)
