"""How time limits are counted."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value

CIVIL_CODE = "91/2015/QH13"
CIVIL_CODE_SINCE = date(2017, 1, 1)
ONE_STOP_SINCE = date(2018, 6, 21)
NEW_ONE_STOP_SINCE = date(2025, 7, 1)


def _civil_code(key: str, title: str, value: str, article: str, clause: str) -> Rule:
    """The code counts every limit unless other law differs; that it counts these is our reading."""
    citation = Citation(CIVIL_CODE, article, clause)
    return Rule(key, title, "", (Value(value, CIVIL_CODE_SINCE, None, citation, DEFAULT),))


EXACT_MOMENT = _civil_code(
    "clock.hours_begin", "A limit in minutes or hours begins", "at that moment", "147", "1"
)
FIRST_DAY = _civil_code(
    "clock.first_day",
    "The first day of a limit in days, months or years",
    "not counted",
    "147",
    "2",
)
LAST_DAY = _civil_code(
    "clock.last_day", "A limit in days ends", "at the end of its last day", "148", "1"
)
MONTH_END = _civil_code(
    "clock.month_end",
    "A limit in months ends",
    "on the same day number, else on the last day of the month",
    "148",
    "3",
)
YEAR_END = _civil_code(
    "clock.year_end",
    "A limit in years ends",
    "on the same day and month, else on the last day of that month",
    "148",
    "4",
)
LAST_DAY_OFF = _civil_code(
    "clock.last_day_off",
    "A limit whose last day is a weekend or holiday ends",
    "at the end of the next working day",
    "148",
    "5",
)
AFTER_SUPPLEMENT = Rule(
    "clock.after_supplement",
    "What a request for more papers does to the clock when the procedure says nothing else",
    "policy",
    (
        Value(
            "restart",
            ONE_STOP_SINCE,
            date(2025, 6, 30),
            Citation("61/2018/NĐ-CP", "19", "4"),
            CONFIRMED,
        ),
        Value("restart", NEW_ONE_STOP_SINCE, None, Citation("118/2025/NĐ-CP"), DEFAULT),
    ),
)
START = Rule(
    "clock.start",
    "The clock starts when",
    "event",
    (
        Value(
            {
                "own_desk": "ACCEPTED_COMPLETE",
                "boundary_free": "ACCEPTED_COMPLETE",
            },
            ONE_STOP_SINCE,
            date(2026, 8, 4),
            Citation("61/2018/NĐ-CP", "17", "1"),
            DEFAULT,
        ),
        Value(
            {"own_desk": "ACCEPTED_COMPLETE", "boundary_free": "COMPETENT_RECEIVED"},
            date(2026, 8, 5),
            None,
            Citation("118/2025/NĐ-CP", "17", "3"),
            CONFIRMED,
        ),
    ),
)
