"""The table of the legal basis, flattened: title, symbol, title, symbol, …

Titles name other texts too. A symbol closes a row when it is glued to what stands before or after
it; a symbol repeated at once is the end of a title and then the row's own.
"""

from __future__ import annotations

import re

from portal.legal.symbols import Symbol, scan
from procedures.imports import words
from procedures.imports.facts import LegalText
from procedures.imports.problems import Problem, Reason

FIELD = "legal_bases"
_HEADER = re.compile(r"^\s*Tên văn bản pháp lý\s*Mã văn bản\s*")
_APART = " \t\n\xa0([“\"'/"
_AFTER = " \t\n\xa0.,;:)]”\"'/"
_GOES_ON = re.compile(r"ngày|của|về|năm")
"""What a title says after a symbol it names, even where the blank between them is missing."""
_PREFIX = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)(?: số)?:?\s*$"
)


def read(text: str) -> tuple[tuple[LegalText, ...], list[Problem]]:
    """The texts the procedure stands on, each symbol once, and rows that have none."""
    if words.empty(text):
        return (), [Problem(Reason.LEGAL_BASIS_MISSING, FIELD, text)]
    body, headers = _HEADER.subn("", text)
    if not headers:
        return (), [Problem(Reason.LEGAL_BASIS_UNREADABLE, FIELD, text)]
    found = list(scan(body))
    rows: dict[str, LegalText] = {}
    start = 0
    for symbol, after in zip(found, [*found[1:], None], strict=False):
        if _closes(symbol, after, body):
            title = _PREFIX.sub("", body[start : symbol.start].strip()).strip()
            rows.setdefault(
                str(symbol), LegalText(str(symbol), title or body[start : symbol.start])
            )
            start = symbol.end
    rest = body[start:].strip(" .;,\n")
    if rest and len(rows) == 1 and not found[0].start and not rows[str(found[0])].title:
        # The only row has its title and its symbol the other way round.
        return (LegalText(str(found[0]), rest),), []
    problems = [Problem(Reason.LEGAL_BASIS_WITHOUT_SYMBOL, FIELD, rest)] if rest else []
    return tuple(rows.values()) + ((LegalText("", rest),) if rest else ()), problems


def _closes(symbol: Symbol, after: Symbol | None, text: str) -> bool:
    before, following = text[: symbol.start][-1:], text[symbol.end : symbol.end + 1]
    glued_before = bool(before) and before not in _APART
    if after and after.start == symbol.end:
        return glued_before and after.key != symbol.key
    if not glued_before and _GOES_ON.match(text, symbol.end):
        return False
    return glued_before or not following or following not in _AFTER
