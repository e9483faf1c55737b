"""Symbols of legal texts: their grammar, found in running text, and compared across spellings.

A symbol is a number, a year where the text binds everybody, and the kind and issuer:
`59/2020/QH14`, `66.7/2025/NQ-CP`, `05/2014/QĐ-UBND`, `163/QĐ-BTP`, `1523/QĐ-BCA-C06`,
`06-L/CTN` (form of symbols: Nghị định 30/2020/NĐ-CP, Phụ lục I and III). Texts in circulation glue
symbols to their neighbours, write `Ð` for `Đ`, long dashes, blanks around signs, and small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.kernel.letters import CAPITALS, MARKED_CAPITALS, SMALL
from portal.kernel.text import fold, nfc

_GREAT = "A-ZĐ"
_SLASH = r"[ \t\xa0]?/[ \t\xa0]?"
_DASH = r"[ \t\xa0]?[-\u2010-\u2015][ \t\xa0]?"

_ASSEMBLY = r"(?:UBTV)?QH(?:1\d|2[0-4]|[1-9])"
_PART = rf"(?:TTg|TƯ|{_ASSEMBLY}|[A-Z]\d\d|[{_GREAT}]+)"
"""A kind, an issuer, or an office of it."""
_KIND = r"(?:QĐ|QD|NQ|NĐ|ND|TT|TTLT|CT|VBHN|PL|NQLT|TB|KH|CV|HD|KL|CĐ|QC|L|LCT|SL)"
_MORE = rf"(?:{_DASH}{_PART})+"
_TAIL = rf"(?:{_PART}{_MORE}|TTLT{_SLASH}{_PART}{_MORE})"
_SYMBOL = re.compile(
    rf"(?P<number>\d{{1,12}}(?:\.\d{{1,2}})?[a-zA-Z]?){_SLASH}"
    rf"(?:(?P<year>(?:19|20)\d\d){_SLASH}(?P<dated>{_ASSEMBLY}|{_TAIL})|(?P<plain>{_KIND}{_MORE}))"
    rf"|(?P<old>(?<!\d)\d{{1,3}})[ ]?(?P<mark>-?L/CTN|[-/](?:HĐBT|CP|TTg))(?![{_GREAT}{SMALL}\d])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISSUERS = frozenset(
    re.findall(
        r"\S+",
        "CP TTg QH CTN UBTVQH UBND HĐND VPCP VPQH VPCTN KTNN NHNN TANDTC VKSNDTC TTCP UBDT BHXH "
        "BCA BCT BCN BCTTM BDTTG BGD BGDĐT BGTVT BKH BKHCN BKHĐT BLĐTBXH BNG BNN BNNMT BNNPTNT BNV "
        "BQP BTC BTM BTNMT BTP BTS BTTTT BVHTT BVHTTDL BXD BYT TCHQ TCT TCCB TLĐ MTTW ĐCT",
    )
)
_LONGEST_FIRST = sorted(_ISSUERS, key=len, reverse=True)
_STROKES = {"ND": "NĐ", "QD": "QĐ", "HDND": "HĐND"}
_WORD_GOES_ON = re.compile(rf"[{SMALL}{MARKED_CAPITALS}]| [{CAPITALS}]")
_SMALL_LETTER = re.compile(rf"[{SMALL}]")
_SIGNS = str.maketrans({"Ð": "Đ", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol in its official spelling, and where it stood in the text it was found in."""

    number: str
    year: str
    tail: str
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        if not self.tail[0].isalnum():
            return f"{self.number}{self.tail}"
        return "/".join(part for part in (self.number, self.year, self.tail) if part)

    @property
    def key(self) -> str:
        """The same for every spelling of one symbol: `5/2014/QD-UBND` for `05/2014/QĐ-UBND`."""
        number = self.number.lstrip("0") or "0"
        return "/".join((number, self.year, fold(self.tail).upper()))


def find(text: str) -> list[str]:
    """Symbols in running text in their official spelling, each once, in the order they stand."""
    return list(dict.fromkeys(str(symbol) for symbol in scan(text)))


def key(symbol: str) -> str:
    """The key of a symbol in any spelling; of a text that is none, the text folded."""
    found = next(scan(symbol.strip()), None) or next(scan(_capitals(symbol)), None)
    return found.key if found else fold(nfc(symbol)).strip().upper()


def scan(text: str) -> Iterator[Symbol]:
    """Every symbol in `text` with its place; places count in the NFC form of the text."""
    plain = nfc(text).translate(_SIGNS)
    for match in _SYMBOL.finditer(plain):
        symbol = _symbol(match, plain)
        if symbol:
            yield symbol


def _symbol(match: re.Match[str], text: str) -> Symbol | None:
    if match["old"]:
        return Symbol(match["old"], "", match["mark"], match.start(), match.end())
    year, tail = match["year"] or "", match["dated"] or match["plain"]
    number = _number(match["number"], year, tail)
    if not number:
        return None
    cut = _without_next_word(tail, text[match.end() : match.end() + 2])
    start = match.start() + len(match["number"]) - len(number)
    end = match.end() - (len(tail) - len(cut))
    return Symbol(number, year, _official(cut), start, end)


def _official(tail: str) -> str:
    """Without blanks, and with the strokes that typists leave out: `ND-CP` is `NĐ-CP`."""
    parts = re.sub(r"[ \t\xa0]", "", tail).split("-")
    return "-".join(_STROKES.get(part, part) for part in parts)


def _number(digits: str, year: str, tail: str) -> str:
    """The number without the year or the end of a sentence glued before it."""
    whole, dot, fraction = digits.partition(".")
    if dot and (_YEAR.fullmatch(whole) or not tail.startswith("NQ")):
        return fraction
    longest = 5 if not year else 4
    if len(whole.rstrip("aAbB")) > longest and _YEAR.match(whole):
        whole = whole[4:]
    return "" if len(whole) > longest + 1 else whole + dot + fraction


def _without_next_word(tail: str, following: str) -> str:
    """`TT-BTPNGH` before `Ị`, `NĐ-CPN` before `g` and `TT-BCAQUY` before `ĐỊNH` are `TT-BTP`,
    `NĐ-CP` and `TT-BCA`: the capitals of the next word are not the issuer's. Before `ngày`,
    `TT-BCA` stays whole: it is an issuer."""
    head, dash, last = (part.strip() for part in tail.rpartition("-"))
    whole = last in _ISSUERS or last[-1:].isdigit() or not _WORD_GOES_ON.match(following)
    if not dash or whole:
        return tail
    if not _SMALL_LETTER.match(following):
        known = next((issuer for issuer in _LONGEST_FIRST if last.startswith(issuer)), last)
        return head + dash + known
    return head + dash + last[:-1] if len(last) > 1 else head


def _capitals(text: str) -> str:
    return nfc(text).strip().upper().replace("TTG", "TTg")
