"""The post: by when a result leaves, what an envelope weighs, when somebody is reminded."""

from datetime import date, timedelta

from portal.kernel.law import DEFAULT, Citation, Rule, Value

BY_POST = Citation("45/2016/QĐ-TTg")
SINCE = date(2016, 12, 16)

POSTED_AFTER_WORKING_DAYS = Rule(
    "post.posted_after",
    "A result that goes by post is counted from this working day after it is ready",
    "working days",
    (Value(1, SINCE, None, BY_POST, DEFAULT),),
)
CHOICE_REMINDER_DAYS = Rule(
    "post.choice_reminder",
    "After a failed delivery the person is reminded to choose once this time is over",
    "calendar days",
    (Value(3, SINCE, None, BY_POST, DEFAULT),),
)
COLLECTION_REMINDER_DAYS = Rule(
    "post.collection_reminder",
    "Papers that nobody has fetched are asked after once this time is over",
    "calendar days",
    (Value(2, SINCE, None, BY_POST, DEFAULT),),
)

ENVELOPE_GRAMS, SHEET_GRAMS = 30, 5
"""A C4 envelope with its label; a sheet A4 of 80 g/m²."""

LOW_STOCK = 50
"""Waybill numbers left when the administrators are warned."""

AGAIN_AFTER = timedelta(hours=12)
"""An order that could not be placed for days is tried anew after this time."""


def grams_of(sheets: int) -> int:
    """The weight of an envelope with so many sheets."""
    return ENVELOPE_GRAMS + SHEET_GRAMS * sheets
