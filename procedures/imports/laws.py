"""The table of the legal basis, flattened: title, symbol, title, symbol, …

Titles name other texts too. A symbol closes a row when it is glued to what stands before or after
it; a symbol repeated at once is the end of a title and then the row's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.kernel.letters import SMALL
from portal.legal.symbols import Symbol, scan
from procedures.imports import words
from procedures.imports.facts import LegalText
from procedures.imports.problems import Problem, Reason
from procedures.imports.text import before_of

FIELD = "legal_bases"
_HEADER = re.compile(r"^\s*Tên văn bản pháp lý\s*Mã văn bản\s*")
_APART = " \t\n\xa0([“\"'/"
_AFTER = " \t\n\xa0.,;:()]”\"'/-"
_GOES_ON = re.compile(r"ngày|của|về|năm")
"""What a title says after a symbol it names, even where the blank between them is missing."""
_SORT = r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)"
_OFFICE = re.compile(r"^\([A-Z]\d{1,2}\)\s*")
"""An office in brackets after the symbol of the row before: `21/2007/TT-BCA(X13)`."""
_PREFIX = re.compile(rf"{_SORT}(?: số)?:?\s*$")
_SEAM = re.compile(rf"(?<=[{SMALL}\d)])(?={_SORT}\b)")
"""Where one row's symbol was none and the next row's title follows."""
_NAMED_FIRST = re.compile(rf"\s*{_SORT}(?: số)?:? ")


def read(text: str) -> tuple[tuple[LegalText, ...], list[Problem]]:
    """The texts the procedure stands on, each symbol once, and rows that have none."""
    if words.empty(text):
        return (), [Problem(Reason.LEGAL_BASIS_MISSING, FIELD, text)]
    body, headers = _HEADER.subn("", text)
    if not headers:
        return (), [Problem(Reason.LEGAL_BASIS_UNREADABLE, FIELD, text)]
    rows: dict[str, LegalText] = {}
    for row in _turned(list(_rows(body))):
        rows.setdefault(row.symbol or row.title, row)
    found = tuple(rows.values())
    bare = [row.title for row in found if not row.symbol]
    return found, [Problem(Reason.LEGAL_BASIS_WITHOUT_SYMBOL, FIELD, title) for title in bare]


def _rows(body: str) -> Iterator[LegalText]:
    found = list(scan(body))
    start = 0
    for symbol, after in zip(found, [*found[1:], None], strict=False):
        if _closes(symbol, after, body):
            before = _OFFICE.sub("", body[start : symbol.start].strip())
            *torn, title = _SEAM.split(_PREFIX.sub("", before))
            yield from (_torn(piece) for piece in torn)
            yield LegalText(str(symbol), title.strip() or body[start : symbol.start].strip())
            start = symbol.end
    rest = body[start:].strip(" .;,\n")
    if rest and start and rest == f"{found[-1].number}/{found[-1].year}":
        return
    if rest and not start:
        yield from (_torn(piece) for piece in _SEAM.split(rest))
    elif rest:
        yield _torn(rest)


def _turned(rows: list[LegalText]) -> list[LegalText]:
    """A last row whose title stands in the place of its symbol is put right."""
    if len(rows) > 1 and not rows[-1].symbol and not rows[-2].title:
        rows[-2:] = [LegalText(rows[-2].symbol, rows[-1].title)]
    return rows


def _torn(piece: str) -> LegalText:
    """A row whose own symbol cannot be read: the one its title begins with, if any."""
    named = next(scan(piece), None)
    begins = _NAMED_FIRST.match(piece)
    if named and (named.start == 0 or begins and begins.end() == named.start):
        return LegalText(str(named), piece.strip())
    return LegalText("", piece.strip())


def _closes(symbol: Symbol, after: Symbol | None, text: str) -> bool:
    before, following = before_of(text, symbol.start), text[symbol.end : symbol.end + 1]
    glued_before = bool(before) and before not in _APART
    if after and after.start == symbol.end:
        return glued_before and after.key != symbol.key
    if not glued_before and _GOES_ON.match(text, symbol.end):
        return False
    return glued_before or not following or following not in _AFTER
