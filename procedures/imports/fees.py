"""Fees: the cell of the table, and what the note in brackets says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from portal.legal.symbols import find
from procedures.imports import words
from procedures.imports.facts import Fee
from procedures.imports.problems import Problem, Reason
from procedures.imports.vocabulary import FeeKind

SMALLEST = 1000
"""No charge of a Vietnamese authority is below this, in đồng: less has lost its thousands."""
LARGEST = 10**12

_MONEY = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d+(?:,\d+)?)\s*(triệu|nghìn|ngàn)?\s*"
    r"(?:đồng|vnđ|vnd|đ(?![\w]))",
    re.I,
)
_SCALE = {"triệu": 10**6, "nghìn": 1000, "ngàn": 1000}
_COUNCIL = re.compile(
    r"(?:hđnd|hội đồng nhân dân)[^.;]{0,120}(?:quyết định|quy định|ban hành|nghị quyết|thông qua)"
    r"|(?:nghị quyết|quy định|quyết định|thẩm quyền)[^.;]{0,80}(?:hđnd|hội đồng nhân dân)"
    r"|(?:mức thu|mức phí|lệ phí)[^.;]{0,80}(?:địa phương|ubnd|ủy ban nhân dân)[^.;]{0,40}"
    r"(?:quyết định|quy định)",
    re.I,
)
_PER = re.compile(
    r"^[\s(\-+*]*(?:(?P<amount>[\d.,]+)\s*)?(?:đồng|vnđ|vnd|đ)?\s*/\s*(?:01|1|một)?\s*"
    r"(?P<unit>[^\d\s(),;.:/][^\d(),;.:/\n]{0,38})",
    re.I,
)
_WHOLE_DOSSIER = ("hồ sơ", "bộ hồ sơ", "lần", "thủ tục", "lượt")
_DAY = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{1,2}) tháng (\d{1,2}) năm (\d{4})"
_FROM = re.compile(rf"(?:kể )?từ (?:ngày )?(?:{_DAY})", re.I)
_TO = re.compile(rf"(?:đến|tới)\s*(?:hết\s*)?(?:ngày\s*)?(?:{_DAY})", re.I)
_EXEMPT = re.compile(r"[^.;\n]*\bmiễn\b(?! phí$)[^.;\n]*|[^.;\n]*\bgiảm \d+ ?%[^.;\n]*", re.I)


def read(
    amount: str, currency: str, note: str, name: str, field: str, row: int, today: date
) -> tuple[Fee, list[Problem]]:
    """One fee of a channel from its printed amount (`Miễn phí` or figures) and its note."""
    stated = f"{amount} {currency}".strip()
    if words.empty(amount):
        fee = Fee(_without_amount(note), name=name, note=note, stated_as=stated)
        problems = (
            []
            if fee.kind is FeeKind.COUNCIL_DECIDES
            else [Problem(Reason.FEE_MISSING, field, stated, row)]
        )
    elif amount.casefold().startswith("miễn"):
        fee, problems = _free(note, name, stated, field, row)
    else:
        fee, problems = _charged(amount, currency, note, name, field, row)
    fee, more = _in_time(fee, field, row, today)
    return fee, problems + more


def _without_amount(note: str) -> FeeKind:
    return FeeKind.COUNCIL_DECIDES if _COUNCIL.search(note) else FeeKind.NOT_STATED


def _free(note: str, name: str, stated: str, field: str, row: int) -> tuple[Fee, list[Problem]]:
    if _COUNCIL.search(note):
        fee = Fee(FeeKind.COUNCIL_DECIDES, name=name, note=note, stated_as=stated)
        return fee, [Problem(Reason.FREE_BUT_COUNCIL_DECIDES, field, note, row)]
    if any(each for each in amounts(note)):
        fee = Fee(FeeKind.NOT_STATED, name=name, note=note, stated_as=stated)
        return fee, [Problem(Reason.FREE_BUT_AMOUNT, field, note, row)]
    return Fee(FeeKind.FREE, name=name, note=note, stated_as=stated), []


def _charged(
    amount: str, currency: str, note: str, name: str, field: str, row: int
) -> tuple[Fee, list[Problem]]:
    stated = f"{amount} {currency}".strip()
    code, number = words.currency(currency), figure(amount)
    if number is None or not 0 < number <= LARGEST:
        fee = Fee(FeeKind.NOT_STATED, name=name, note=note, stated_as=stated)
        return fee, [Problem(Reason.FEE_UNREADABLE, field, stated, row)]
    unit = unit_of(note)
    kind = FeeKind.PER_UNIT if unit and not unit.startswith(_WHOLE_DOSSIER) else FeeKind.FIXED
    fee = Fee(kind, number, code, unit, name, note, stated_as=stated)
    return fee, [Problem(reason, field, f"{stated} ({note})", row) for reason in _doubts(fee)]


def _doubts(fee: Fee) -> Iterator[Reason]:
    assert fee.amount is not None
    named = list(amounts(fee.note))
    if fee.currency != "VND":
        yield Reason.FEE_NOT_DONG
    elif fee.amount < SMALLEST:
        yield Reason.FEE_LOST_THOUSANDS
    elif named and fee.amount not in named:
        yield Reason.FEE_CONTRADICTED
    elif len(set(named)) > 1:
        yield Reason.FEE_ONE_OF_SEVERAL
    elif _COUNCIL.search(fee.note):
        yield Reason.FEE_SET_BY_COUNCIL


def _in_time(fee: Fee, field: str, row: int, today: date) -> tuple[Fee, list[Problem]]:
    since, until, impossible = window(fee.note)
    law = find(fee.note)
    exempt = "; ".join(match[0].strip(" -+*(") for match in _EXEMPT.finditer(fee.note))
    dated = Fee(
        fee.kind, fee.amount, fee.currency, fee.unit, fee.name, fee.note,
        since, until, exempt, law[0] if law else "", fee.stated_as,
    )  # fmt: skip
    if impossible:
        return dated, [Problem(Reason.FEE_PERIOD_IMPOSSIBLE, field, fee.note, row)]
    if until and until < today:
        return dated, [Problem(Reason.FEE_PERIOD_OVER, field, fee.note, row)]
    return dated, []


def figure(text: str) -> int | None:
    """Whole đồng of `10,000`, `10.000`, `10000`; None for anything else."""
    digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text.strip())
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def amounts(text: str) -> Iterator[int]:
    """Every sum in đồng that prose names."""
    for match in _MONEY.finditer(text):
        scale = _SCALE.get((match[2] or "").casefold(), 1)
        number = figure(match[1])
        if number is None and scale > 1:
            yield int(float(match[1].replace(",", ".")) * scale)
        elif number:
            yield number * scale


def unit_of(note: str) -> str:
    """What the charge is for, where the note begins with it: `/trang`, `2.000 đồng/trang`."""
    match = _PER.match(note)
    return " ".join(match["unit"].split()) if match else ""


def window(note: str) -> tuple[date | None, date | None, bool]:
    """The days the charge holds, both included, and whether they cannot be."""
    since, until = _only(_FROM, note), _only(_TO, note)
    impossible = bool(since and until and since > until)
    return (None, None, True) if impossible else (since, until, False)


def _only(pattern: re.Pattern[str], note: str) -> date | None:
    days = {day for match in pattern.finditer(note) if (day := _day(match))}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    parts = [int(part) for part in match.groups() if part]
    try:
        return date(parts[2], parts[1], parts[0])
    except (ValueError, IndexError):
        return None
