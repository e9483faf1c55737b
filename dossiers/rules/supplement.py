"""Asking the applicant for more papers."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value
from portal.kernel.rules.clock import AFTER_SUPPLEMENT

__all__ = [
    "AFTER_SUPPLEMENT",
    "ANSWER_REMINDER_WORKING_DAYS",
    "ANSWER_WORKING_DAYS",
    "APPRAISAL_MAX_WORKING_DAYS",
    "AT_ONCE",
    "DESK_SENDS",
    "MAX_REQUESTS_PER_PHASE",
    "ROUTE",
]

ONE_STOP_SINCE = date(2018, 6, 21)
NEW_ONE_STOP_SINCE = date(2025, 7, 1)

APPRAISAL_MAX_WORKING_DAYS = Rule(
    "supplement.appraisal_max_wd",
    "In appraisal, more papers are asked for within this time of acceptance",
    "working days",
    (
        Value(
            3,
            ONE_STOP_SINCE,
            date(2025, 6, 30),
            Citation("61/2018/NĐ-CP", "19", "4"),
            CONFIRMED,
        ),
        Value(3, NEW_ONE_STOP_SINCE, None, Citation("118/2025/NĐ-CP"), DEFAULT),
    ),
)
MAX_REQUESTS_PER_PHASE = Rule(
    "supplement.max_requests_per_phase",
    "How often more papers may be asked for in one phase (reception, appraisal)",
    "requests",
    (
        Value(
            1,
            ONE_STOP_SINCE,
            date(2025, 6, 30),
            Citation("61/2018/NĐ-CP", "17", "2", "a"),
            CONFIRMED,
        ),
        Value(
            1,
            NEW_ONE_STOP_SINCE,
            None,
            Citation("118/2025/NĐ-CP", "17", "2", "a"),
            CONFIRMED,
        ),
    ),
)
ANSWER_WORKING_DAYS = Rule(
    "supplement.answer_wd",
    "The applicant completes the dossier within this time, where the procedure sets none",
    "working days",
    (Value(20, ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "15", "3"), DEFAULT),),
)
ANSWER_REMINDER_WORKING_DAYS = Rule(
    "supplement.reminder_wd",
    "The applicant is reminded so long before that time ends",
    "working days",
    (Value(3, ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "15", "3"), DEFAULT),),
)

AT_ONCE = "AT_ONCE"
DESK_SENDS = "DESK_SENDS"
ROUTE = Rule(
    "supplement.route",
    "A request of the unit that works on a dossier goes to the applicant under the name of the "
    "desk: at once, the desk being told (AT_ONCE), or once the desk has sent it (DESK_SENDS)",
    "route",
    (
        Value(
            AT_ONCE,
            ONE_STOP_SINCE,
            None,
            Citation("61/2018/NĐ-CP", "5", "1"),
            DEFAULT,
        ),
    ),
)
