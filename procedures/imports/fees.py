"""Fees: the cell of the table, and what the note in brackets says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from portal.kernel.letters import SMALL
from portal.legal.symbols import find
from procedures.imports import periods, words
from procedures.imports.facts import Fee
from procedures.imports.money import LARGEST, MONEY, SMALLEST, amounts, figure
from procedures.imports.problems import Problem, Reason
from procedures.imports.vocabulary import FeeKind

FIELD = "channels"
MOST = 20
"""Fees of one row; what follows is left in the description."""

_ISSUE = r"(?:quyết định|quy định|ban hành|nghị quyết|thông qua)"
_COUNCIL = re.compile(
    rf"(?:hđnd|hội đồng nhân dân)[^.;]{{0,120}}{_ISSUE}"
    r"|(?:nghị quyết|quy định|quyết định|thẩm quyền)[^.;]{0,80}(?:hđnd|hội đồng nhân dân)"
    r"|(?:mức thu|mức phí|lệ phí)[^.;]{0,80}(?:địa phương|ubnd|ủy ban nhân dân)[^.;]{0,40}"
    r"(?:quyết định|quy định)",
    re.I,
)
_CHARGE = re.compile(rf"(?:lệ )?phí\b[^.;\n]{{0,80}}?{MONEY.pattern}", re.I)
"""A sum that prose calls a fee."""
_ELSEWHERE = re.compile(
    r"mức (?:thu|phí|lệ phí)|biểu (?:phí|mức)|(?:theo|thực hiện)\b[^.;]{0,60}(?:quy định|thông tư)"
    r"|(?:thông tư|nghị định)[^.;]{0,160}phí|^\W*(?:lệ )?phí (?:cấp|thẩm định)|giá dịch vụ",
    re.I,
)
"""A note that names where the fee is set, beside a cell that says there is none."""
_NOTHING = re.compile(r"[\s\-+*(]*(?:không|chưa|miễn)\b", re.I)
_UNIT = r"\s?/\s?(?:01|1|một)?\s?(?P<unit>[^\W\d_][^\d(),;.:\n]{0,38})"
_UNIT_FIRST = re.compile(rf"(?:[\d.,]+\s?)?(?:đồng|vnđ|vnd|đ)?{_UNIT}", re.I)
_GOES_ON = re.compile(r"(?:đồng|vnđ|đ)?\s?[/(]", re.I)
"""A note that goes on where the figures of the cell stopped: `/lần`, `đồng (…)`."""
_UNIT_AFTER = re.compile(_UNIT)
_MARKS = " \t\n\xa0-+*("
_WHOLE_DOSSIER = ("hồ sơ", "bộ hồ sơ", "lần", "thủ tục", "lượt")
_NAME = re.compile(r"^[\s(\-+*]*((?:Phí|Lệ phí)\b[^:.;(\d]{3,150}?)\s*:", re.I)
_SENTENCE = re.compile(rf"\.|[;\n](?!\s*[-+*•]?\s*[{SMALL}])")
"""Lists go on after a semicolon or on a line of their own in small letters."""
_EXEMPT = re.compile(r"\bmiễn\b|\bgiảm \d+ ?%", re.I)
_CERTAIN = frozenset((Reason.FEE_LOST_THOUSANDS, Reason.FEE_NOT_DONG))


@dataclass(frozen=True, slots=True)
class Cell:
    """One fee as printed: figures or `Miễn phí`, the currency, the name before and the note in
    brackets after it; `beside` is the description of the row, which often says more."""

    amount: str
    currency: str = ""
    name: str = ""
    note: str = ""
    beside: str = ""

    @property
    def stated(self) -> str:
        return f"{self.amount} {self.currency}".strip()

    @property
    def prose(self) -> str:
        """The note, with the description where only that names sums."""
        if MONEY.search(self.note) or not MONEY.search(self.beside):
            return self.note
        return f"{self.note}; {self.beside}" if self.note else self.beside


def read(cell: Cell, row: int, today: date) -> tuple[tuple[Fee, ...], list[Problem]]:
    """The fees a cell tells of: one, or one for each period its note names."""
    fees, reasons = _told(cell, today)
    if not reasons:
        return fees, []
    excerpt = f"{cell.stated} ({cell.prose})" if cell.prose else cell.stated
    return fees, [Problem(reason, FIELD, excerpt, row) for reason in reasons]


@lru_cache(maxsize=8)
def _told(cell: Cell, today: date) -> tuple[tuple[Fee, ...], tuple[Reason, ...]]:
    """Cached, because most procedures say the same of every channel."""
    prose = cell.prose
    fee, reasons = _plain(cell, prose)
    fees, more = periods.divided(fee, prose, today) if _known(fee) else ([fee], [])
    if fee.amount and not {*reasons, *more} & _CERTAIN:
        named = set(amounts(prose))
        reasons += _against(fee, named, named - {each.amount for each in fees})
    return tuple(fees), tuple(dict.fromkeys([*reasons, *more]))


def _known(fee: Fee) -> bool:
    return fee.kind in (FeeKind.FIXED, FeeKind.PER_UNIT, FeeKind.FREE)


def _plain(cell: Cell, prose: str) -> tuple[Fee, list[Reason]]:
    law = find(prose)
    fee = Fee(
        FeeKind.NOT_STATED,
        name=cell.name or _name(prose),
        note=cell.note,
        exemption=_exemption(cell.note),
        legal_basis=law[0] if law else "",
        stated_as=cell.stated,
    )
    if words.empty(cell.amount):
        return _unstated(fee, cell.beside)
    if cell.amount.casefold().startswith("miễn"):
        return _free(fee, cell.beside)
    return _charged(fee, cell, prose)


def _unstated(fee: Fee, beside: str) -> tuple[Fee, list[Reason]]:
    if _COUNCIL.search(fee.note):
        return replace(fee, kind=FeeKind.COUNCIL_DECIDES), []
    return fee, [Reason.FEE_TOLD_BESIDE if _CHARGE.search(beside) else Reason.FEE_MISSING]


def _free(fee: Fee, beside: str) -> tuple[Fee, list[Reason]]:
    if _COUNCIL.search(fee.note):
        return replace(fee, kind=FeeKind.COUNCIL_DECIDES), [Reason.FREE_BUT_COUNCIL_DECIDES]
    if any(amounts(fee.note)) or _CHARGE.search(beside):
        return fee, [Reason.FREE_BUT_AMOUNT]
    if _ELSEWHERE.search(fee.note) and not _NOTHING.match(fee.note):
        return fee, [Reason.FREE_BUT_SET_ELSEWHERE]
    return replace(fee, kind=FeeKind.FREE), []


def _charged(fee: Fee, cell: Cell, prose: str) -> tuple[Fee, list[Reason]]:
    number = figure(cell.amount)
    if number is None or not 0 < number <= LARGEST:
        return fee, [Reason.FEE_UNREADABLE]
    unit = _unit(prose, number)
    kind = FeeKind.PER_UNIT if unit and not unit.startswith(_WHOLE_DOSSIER) else FeeKind.FIXED
    code = words.currency(cell.currency)
    fee = replace(fee, kind=kind, amount=number, currency=code, unit=unit)
    if code != "VND":
        return fee, [Reason.FEE_NOT_DONG]
    return fee, [Reason.FEE_LOST_THOUSANDS] if number < SMALLEST else []


def _against(fee: Fee, named: set[int], others: set[int]) -> list[Reason]:
    """What the prose holds against the figures: other sums, several sums, the council."""
    if fee.amount == sum(named):
        return []
    if others and fee.amount not in named and not _GOES_ON.match(fee.note.lstrip(_MARKS)):
        return [Reason.FEE_CONTRADICTED]
    if others:
        return [Reason.FEE_ONE_OF_SEVERAL]
    return [Reason.FEE_SET_BY_COUNCIL] if _COUNCIL.search(fee.note) else []


def _exemption(note: str) -> str:
    if not _EXEMPT.search(note):
        return ""
    return "; ".join(_tidy(each) for each in _SENTENCE.split(note) if _EXEMPT.search(each))


def _unit(prose: str, number: int) -> str:
    """What is charged for: `/trang` at the start, or after the same sum in the prose."""
    match = _UNIT_FIRST.match(prose.lstrip(_MARKS))
    for money in () if match else MONEY.finditer(prose):
        if number in amounts(money[0]):
            match = _UNIT_AFTER.match(prose, money.end())
            break
    return _tidy(match["unit"]) if match else ""


def _name(prose: str) -> str:
    match = _NAME.match(prose)
    return _tidy(match[1]) if match else ""


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(' -+*(“”"')


def cells(text: str) -> Iterator[Cell]:
    """Fee after fee at the start of `text`, each with what follows it as `beside`."""
    rest, pattern = text.lstrip(), _FIRST
    for _place in range(MOST):
        match = pattern.match(rest)
        if not match:
            return
        note, rest = _bracket(rest[match.end() :])
        amount = match["free"] or match["amount"]
        yield Cell(amount, match["currency"] or "", match["name"] or "", note, rest)
        rest, pattern = rest.lstrip(), _NEXT


_FREE = rf"(?P<free>Miễn phí|{words.NOTHING})"
_SUM = r"(?P<amount>\d{1,3}(?:[.,]\d{3})+|\d+)\s*"
FEE = rf"(?:{_FREE}|{_SUM}(?P<currency>{words.CURRENCY_WORDS}))"
"""How the fee of a row begins."""
_FIRST = re.compile(rf"(?:(?P<name>Phí|Lệ phí) : )?{FEE}", re.I)
_NEXT = re.compile(
    rf"(?:(?P<name>Phí|Lệ phí) : )?(?:{_FREE}|{_SUM}(?P<currency>{words.PRINTED_CURRENCIES}))"
)
"""A further fee: only as the page prints it, for a description may begin with a sum too."""
_BRACKETS = re.compile(r"[()]")
_ENUMERATOR = re.compile(r"(?:^|[\s(;:.+-])[a-zđ0-9]{1,2}$")
_SEAM = re.compile(r"\)(?=[^\s.,;:)]|$)")


def _bracket(text: str) -> tuple[str, str]:
    """The note in brackets at the start of `text`, and what follows it. The bracket of `a)` opens
    nowhere; notes whose own brackets do not match end where a closing one is glued to what
    follows."""
    if not text.startswith("("):
        return "", text
    depth, opened = 0, 0
    for match in _BRACKETS.finditer(text):
        place = match.start()
        if match[0] == "(":
            depth, opened = depth + 1, place
        elif not (_ENUMERATOR.search(text, max(opened, place - 4), place) and opened in (0, -1)):
            depth, opened = depth - 1, -1
        if depth == 0:
            return text[1:place].strip(), text[place + 1 :]
    seam = next((each for each in _SEAM.finditer(text) if each.start() > 3), None)
    if seam is None and _ENUMERATOR.search(text[: text.find(")")]):
        return "", text
    end = seam.start() if seam else len(text)
    return text[1:end].strip(), text[end + 1 :]
