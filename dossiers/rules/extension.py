"""Being late: the apology, and the one new date."""

from datetime import date

from portal.kernel.law import CONFIRMED, Citation, Rule, Value

ONE_STOP_SINCE = date(2018, 6, 21)
SOURCE = Citation("61/2018/NĐ-CP", "19", "9")

NOTICE_DAYS_BEFORE = Rule(
    "extension.notice_days_before",
    "The apology with the new date is sent at least this long before the limit ends",
    "days",
    (Value(1, ONE_STOP_SINCE, None, SOURCE, CONFIRMED),),
)
MAXIMUM = Rule(
    "extension.max",
    "How often a new date may be given",
    "times",
    (Value(1, ONE_STOP_SINCE, None, SOURCE, CONFIRMED),),
)
