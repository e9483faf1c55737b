"""How soon the public must read what an announcing decision has changed."""

from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value

DECREE = "63/2010/NĐ-CP"
SINCE = date(2017, 9, 25)
"""In force since then in the wording of 92/2017/NĐ-CP."""

REMIND_BEFORE = timedelta(days=2)
"""How long before its time editors are reminded of a page. The portal's choice: no text sets it."""


class Trigger(StrEnum):
    """What made a page wrong."""

    MINISTRY = "MINISTRY"
    PROVINCE = "PROVINCE"
    SHORT = "SHORT"
    NATIONAL_CHANGE = "NATIONAL_CHANGE"


def _entry(key: str, title: str, days: int) -> Rule:
    citation = Citation(DECREE, "24")
    return Rule(key, title, "working days", (Value(days, SINCE, None, citation, CONFIRMED),))


LIMITS = {
    Trigger.MINISTRY: _entry(
        "updating.ministry", "To enter what a minister's decision announced, from its signing", 10
    ),
    Trigger.PROVINCE: _entry(
        "updating.province", "To enter what the province's decision announced, from its signing", 5
    ),
    Trigger.SHORT: _entry(
        "updating.short", "To enter what was announced in the short procedure, from its signing", 2
    ),
    # The database binds from the moment it changes; no text found gives its readers a time.
    Trigger.NATIONAL_CHANGE: Rule(
        "updating.national_change",
        "To follow a change in the national database, from the day it was seen",
        "working days",
        (Value(5, SINCE, None, Citation(DECREE, "25"), DEFAULT),),
    ),
}
MINISTRY, PROVINCE, SHORT, NATIONAL_CHANGE = LIMITS.values()


def _announced(key: str, title: str, days: int) -> Rule:
    citation = Citation(DECREE, "15")
    return Rule(key, title, "days", (Value(days, SINCE, None, citation, CONFIRMED),))


ANNOUNCED_BY_MINISTRY = _announced(
    "updating.announced_by_ministry", "A minister announces, before the change takes effect", 20
)
ANNOUNCED_BY_PROVINCE = _announced(
    "updating.announced_by_province", "The province announces, before the change takes effect", 5
)
_AHEAD = {Trigger.MINISTRY: ANNOUNCED_BY_MINISTRY, Trigger.PROVINCE: ANNOUNCED_BY_PROVINCE}


def days_short(trigger: Trigger, signed: date, in_force: date | None) -> int:
    """How many days too late a decision was signed for a change in force on `in_force`; 0 if none.

    Nothing is asked of the short procedure here, nor of a change that was merely seen.
    """
    rule = _AHEAD.get(trigger)
    if rule is None or in_force is None:
        return 0
    return max(0, rule.on(signed) - (in_force - signed).days)
