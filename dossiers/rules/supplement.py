"""Asking the applicant for more papers."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value
from portal.kernel.rules.clock import AFTER_SUPPLEMENT

__all__ = ["AFTER_SUPPLEMENT", "APPRAISAL_MAX_WORKING_DAYS", "MAX_REQUESTS_PER_PHASE"]

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
