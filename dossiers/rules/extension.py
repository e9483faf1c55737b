"""Being late: the apology, and the one new date."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value

ONE_STOP_SINCE, ONE_STOP_UNTIL = date(2018, 6, 21), date(2025, 6, 30)
NEW_ONE_STOP_SINCE = date(2025, 7, 1)
SOURCE = Citation("61/2018/NĐ-CP", "19", "9")
SUCCESSOR = Citation("118/2025/NĐ-CP")

NOTICE_DAYS_BEFORE = Rule(
    "extension.notice_days_before",
    "The apology with the new date is sent at least this long before the limit ends",
    "days",
    (
        Value(1, ONE_STOP_SINCE, ONE_STOP_UNTIL, SOURCE, CONFIRMED),
        Value(1, NEW_ONE_STOP_SINCE, None, SUCCESSOR, DEFAULT),
    ),
)
MAXIMUM = Rule(
    "extension.max",
    "How often a new date may be given",
    "times",
    (
        Value(1, ONE_STOP_SINCE, ONE_STOP_UNTIL, SOURCE, CONFIRMED),
        Value(1, NEW_ONE_STOP_SINCE, None, SUCCESSOR, DEFAULT),
    ),
)
DRAFT_DAYS_BEFORE = Rule(
    "extension.draft_days_before",
    "The portal prepares the apology so long before the limit ends",
    "working days",
    (Value(2, ONE_STOP_SINCE, None, SOURCE, DEFAULT),),
)
GIVEN_IN_TIME_COUNTS = Rule(
    "extension.given_in_time_counts",
    "A new date given before the limit ended is what a dossier is measured by; given later, never",
    "yes or no",
    (Value(True, ONE_STOP_SINCE, None, SOURCE, DEFAULT),),
)
