"""Time limits: the cell of the table, and what the prose beside it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from functools import lru_cache

from portal.kernel.limits import Unit
from procedures.imports import words
from procedures.imports.facts import Limit
from procedures.imports.problems import Problem, Reason
from procedures.imports.vocabulary import LimitKind

LONGEST = {
    Unit.WORKING_DAY: 730,
    Unit.CALENDAR_DAY: 1100,
    Unit.WORKING_HOUR: 2000,
    Unit.HOUR: 2000,
    Unit.MINUTE: 10_000,
    Unit.MONTH: 60,
    Unit.YEAR: 10,
}
"""Beyond these a number is taken for a slip: three years, in each unit."""

_IN_DAYS = {
    Unit.WORKING_DAY: 1.4,
    Unit.CALENDAR_DAY: 1.0,
    Unit.WORKING_HOUR: 1.4 / 8,
    Unit.HOUR: 1 / 24,
    Unit.MINUTE: 1 / 1440,
    Unit.MONTH: 30.0,
    Unit.YEAR: 365.0,
}
"""About how long each unit is, to compare times in different ones."""

_CELL = re.compile(
    rf"(?:không quá|tối đa|trong vòng|trong)?\s*(\d+)(?:[.,](\d+))?\s*({words.UNIT_WORDS})?\s*",
    re.I,
)
_NO_LIMIT = re.compile(r"không (?:quy định|xác định|giới hạn)|không phải trả kết quả", re.I)
_AT_ONCE = re.compile(
    r"trong (?:cùng )?ngày|ngay (?:sau )?khi|trả (?:kết quả )?ngay|giải quyết ngay"
)
_CUTOFF = re.compile(r"sau\s+(\d{1,2})\s*(?:giờ|h|:)\s*(\d{2})?(?=\D)", re.I)
_NEXT_DAY = re.compile(r"ngày (?:làm việc )?(?:tiếp theo|hôm sau|kế tiếp|sau)", re.I)
_LENGTH = rf"(?<![\d/.,])0*(\d{{1,3}})\s*(?:\([^)]{{2,30}}\)\s*)?({words.UNIT_WORDS})"
_RECEIVED = (
    r"(?:kể )?(?:từ|sau) (?:ngày|khi|thời điểm|lúc)[^.;\n]{0,40}?nhận"
    r"[^.;\n]{0,20}?(?:đủ|hồ sơ|đơn|hợp lệ|đề nghị)"
)
_PROMISED = re.compile(rf"{_LENGTH}(?!\w),? {_RECEIVED}", re.I)
_INCOMPLETE = re.compile(r"(?:không|chưa) (?:đầy )?(?:đủ|hợp lệ|đạt|đáp ứng|đúng)", re.I)
"""What is said of dossiers that are not complete promises nothing for those that are."""
_SAID = re.compile(
    rf"(?<![\d/.,])0*(\d{{1,3}})\s*(?:\([^)]{{2,30}}\)\s*)?({words.UNIT_WORDS})(?!\s*\d+\s*/|\w)",
    re.I,
)


def read(cell: str, field: str, row: int) -> tuple[Limit, list[Problem]]:
    """The limit a cell states; what is not a whole number with a unit is told of."""
    stated = " ".join(cell.split())
    if words.empty(stated):
        limit = Limit(LimitKind.NOT_STATED, stated_as=stated)
        return limit, [Problem(Reason.TIME_MISSING, field, stated, row)]
    if _NO_LIMIT.match(stated):
        return Limit(LimitKind.NONE, stated_as=stated), []
    if _AT_ONCE.search(stated.casefold()):
        return Limit(LimitKind.SAME_DAY, stated_as=stated), []
    match = _CELL.fullmatch(stated)
    reason = _trouble(match)
    if match and not reason:
        unit = words.unit(match[3])
        return Limit(LimitKind.LIMITED, int(match[1]), unit, stated_as=stated), []
    limit = Limit(LimitKind.NOT_STATED, stated_as=stated)
    return limit, [Problem(reason or Reason.TIME_UNREADABLE, field, stated, row)]


def _trouble(match: re.Match[str] | None) -> Reason | None:
    if match is None:
        return Reason.TIME_UNREADABLE
    if not match[3]:
        return Reason.TIME_WITHOUT_UNIT
    if match[2] and int(match[2]):
        return Reason.TIME_NOT_WHOLE
    unit = words.unit(match[3])
    number = int(match[1]) if len(match[1]) < 6 else 0
    return None if unit and 0 < number <= LONGEST[unit] else Reason.TIME_IMPLAUSIBLE


def with_hour(limit: Limit, note: str, steps: str) -> Limit:
    """The limit, as of the same day up to an hour where prose says so and the cell states no
    other."""
    if limit.kind is LimitKind.LIMITED:
        return limit
    hour = cutoff(note) or cutoff(steps)
    return replace(limit, kind=LimitKind.SAME_DAY, cutoff=hour) if hour else limit


@lru_cache(maxsize=8)
def cutoff(text: str) -> time | None:
    """The hour after which a same-day result comes on the next working day, where prose says so."""
    for match in _CUTOFF.finditer(text):
        hour, minute = int(match[1]), int(match[2] or 0)
        if _NEXT_DAY.search(text[match.end() : match.end() + 160]) and hour < 24 and minute < 60:
            return time(hour, minute)
    return None


@lru_cache(maxsize=8)
def promised(text: str) -> frozenset[tuple[int, Unit]]:
    """The lengths of time that prose counts from the receipt of the dossier. Cached, because every
    channel is held against the same steps."""
    found = set()
    for match in _PROMISED.finditer(text):
        unit = words.unit(match[2])
        if unit and not _INCOMPLETE.search(text, max(0, match.start() - 90), match.start()):
            found.add((int(match[1]), unit))
    return frozenset(found)


def promise_in(text: str) -> str:
    """The words about the first such length of time."""
    match = _PROMISED.search(text)
    return text[max(0, match.start() - 30) : match.end() + 40] if match else ""


def contradicted(limit: Limit, note: str, steps: str) -> bool:
    """Whether prose promises another time: longer than the limit, the same number in another unit,
    or so much shorter that all it names does not add up to the limit."""
    if limit.number is None or limit.unit is None:
        return False
    told = promised(note) or promised(steps)
    if not told or (limit.number, limit.unit) in told.union(said(note)):
        return False
    longer = any(_longer(number, unit, limit.number, limit.unit) for number, unit in told)
    other_unit = any(unit is not limit.unit and number == limit.number for number, unit in told)
    return longer or other_unit or bool(promised(note)) and _falls_short(limit, note)


def _longer(number: int, unit: Unit, limit: int, limit_unit: Unit) -> bool:
    """Whether a time is longer than another; between units, half as long again, so that no week
    with a holiday makes a difference."""
    if unit is limit_unit:
        return number > limit
    return number * _IN_DAYS[unit] > limit * _IN_DAYS[limit_unit] * 1.5


def _falls_short(limit: Limit, note: str) -> bool:
    total = sum(number for number, unit in said(note) if unit is limit.unit)
    return 0 < total < (limit.number or 0)


def said(text: str) -> Iterator[tuple[int, Unit]]:
    """Every length of time that prose names."""
    for match in _SAID.finditer(text):
        unit = words.unit(match[2])
        if unit:
            yield int(match[1]), unit
