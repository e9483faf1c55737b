"""Asking other agencies: how they are asked, and how long they have."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value

ONE_STOP_SINCE = date(2018, 6, 21)
NEW_ONE_STOP_SINCE = date(2025, 7, 1)

OPINION_WORKING_DAYS = Rule(
    "coordination.opinion_wd",
    "An agency asked for its opinion answers within this time, unless the request says otherwise",
    "working days",
    (Value(5, ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "19", "5"), DEFAULT),),
)
ELECTRONIC_ORDER = Rule(
    "coordination.order",
    "Agencies that share a dossier work on paper one after the other, electronically side by side",
    "order on paper and order in the system",
    (
        Value(
            ("sequential", "parallel"),
            ONE_STOP_SINCE,
            date(2025, 6, 30),
            Citation("61/2018/NĐ-CP", "19", "6"),
            CONFIRMED,
        ),
        Value(
            ("sequential", "parallel"),
            NEW_ONE_STOP_SINCE,
            None,
            Citation("118/2025/NĐ-CP"),
            DEFAULT,
        ),
    ),
)
