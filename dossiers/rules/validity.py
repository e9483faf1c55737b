"""Until when a result counts, from the words of the procedure."""

import re
from calendar import monthrange
from datetime import date, timedelta

from portal.kernel.law import DEFAULT, Citation, Rule, Value

RENEWAL_REMINDER_DAYS = Rule(
    "result.renewal_reminder",
    "The holder is reminded so long before a result, or another paper he keeps, ceases to be valid",
    "calendar days",
    (Value(30, date(2018, 6, 21), None, Citation("45/2020/NĐ-CP", "14"), DEFAULT),),
)
_STATED = re.compile(r"(?P<n>\d{1,3})\s*(?P<unit>năm|tháng|ngày)(\s+kể từ ngày (cấp|ký))?\.?", re.I)
_MONTHS = {"năm": 12, "tháng": 1}


def last_day(words: str, issued: date) -> date | None:
    """The last day on which a result of `issued` counts. None where the words name no plain
    length: “không thời hạn”, or a rule that only a person can apply.

    A day that the month does not have is its last one (BLDS 2015, art. 148).
    """
    stated = _STATED.fullmatch(words.strip())
    if stated is None or int(stated["n"]) == 0:
        return None
    number, unit = int(stated["n"]), stated["unit"].lower()
    if unit == "ngày":
        return issued + timedelta(days=number)
    year, month = divmod(issued.year * 12 + issued.month - 1 + number * _MONTHS[unit], 12)
    return date(year, month + 1, min(issued.day, monthrange(year, month + 1)[1]))
