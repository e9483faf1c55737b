"""Periods of reports follow one another without a gap and close on the day of the law."""

from datetime import date, timedelta

import pytest

from portal.reports.rules.periods import MONTHS, Length, Period

TABLE = [
    (Period(Length.MONTH, 2026, 1), date(2025, 12, 15), date(2026, 1, 14)),
    (Period(Length.MONTH, 2026, 12), date(2026, 11, 15), date(2026, 12, 14)),
    (Period(Length.QUARTER, 2026, 1), date(2025, 12, 15), date(2026, 3, 14)),
    (Period(Length.QUARTER, 2026, 4), date(2026, 9, 15), date(2026, 12, 14)),
    (Period(Length.HALF, 2026, 1), date(2025, 12, 15), date(2026, 6, 14)),
    (Period(Length.YEAR, 2026, 1), date(2025, 12, 15), date(2026, 12, 14)),
]


@pytest.mark.parametrize(("period", "since", "until"), TABLE)
def test_days_of_a_period(period, since, until):
    assert (period.span.since, period.span.until) == (since, until)


@pytest.mark.parametrize("length", Length)
def test_every_day_lies_in_one_period(length):
    day, end = date(2025, 11, 1), date(2027, 2, 1)
    while day < end:
        period = Period.around(day, length)
        assert period.span.since <= day <= period.until
        day += timedelta(days=1)


def test_there_is_no_thirteenth_month():
    for length in Length:
        with pytest.raises(ValueError, match="no such period"):
            Period(length, 2026, 12 // MONTHS[length] + 1)
