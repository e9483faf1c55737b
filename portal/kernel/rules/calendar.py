"""Working days, holidays and hours."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value

OFFICE_WEEK = Rule(
    "calendar.office_week",
    "Working week of a state office; each agency publishes its own hours",
    "hours a week",
    (Value(40, date(1999, 10, 2), None, Citation("188/1999/QĐ-TTg"), DEFAULT),),
)
PUBLIC_HOLIDAYS = Rule(
    "calendar.public_holidays",
    "Paid public holidays of a year; their dates are announced each year",
    "days",
    (
        Value(11, date(2021, 1, 1), date(2025, 12, 31), Citation("45/2019/QH14", "112"), CONFIRMED),
        Value(12, date(2026, 1, 1), None, Citation("28/2026/QH16"), DEFAULT),
    ),
)
HOLIDAY_ON_WEEKEND = Rule(
    "calendar.holiday_on_weekend",
    "A holiday on a weekly day of rest is taken",
    "",
    (
        Value(
            "on the next working day",
            date(2021, 1, 1),
            None,
            Citation("45/2019/QH14", "111", "3"),
            CONFIRMED,
        ),
    ),
)
WARN_NEXT_YEAR = Rule(
    "calendar.warn_next_year",
    "From this day on, missing holidays of next year are reported to administrators",
    "month-day",
    (Value((11, 1), date(2021, 1, 1), None, Citation("45/2019/QH14", "112", "3"), DEFAULT),),
)
