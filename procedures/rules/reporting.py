"""The agencies' yearly report on their online services."""

from datetime import date

from portal.kernel.law import DEFAULT, Citation, Rule, Value

# The regulation says "every year" and names no day; the middle of December leaves the office that
# puts the reports together two weeks of the year.
REPORT_BY = Rule(
    "reporting.by",
    "Agencies report on their online services of the year until",
    "month-day",
    (Value((12, 15), date(2018, 1, 1), None, Citation("146/QĐ-BTTTT"), DEFAULT),),
)


def report_by(year: int) -> date:
    """The last day on which the report of the year is in time."""
    month, day = REPORT_BY.on(date(year, 12, 31))
    return date(year, month, day)
