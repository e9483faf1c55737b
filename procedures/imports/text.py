"""Texts as they come: one stored form, no furniture of the page, what was lost is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from procedures.imports.problems import Problem, Reason

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNSEEN = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LOST = re.compile(r"\ufffd|\?{3,}|[ÂÃ][\x80-\xbf]|Ä‘|á[»º]|®[a-z\xa0-\xff]")
_SUSPECT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd®\ud800-\udfff]|\?\?\?|[ÂÃ][\x80-\xbf]|Ä‘|á[»º]"
)
"""One look for any of these, for nearly every text has none."""
_FURNITURE = re.compile(
    r"Chọn cơ quan thực hiện\s*Tỉnh/\s*Thành phố.*$|-- Chọn [^-]{2,30} --.*$"
    r"|Hệ thống chỉ hiển thị những cơ quan.*$",
    re.S,
)
_KEYWORDS = re.compile(r"Từ khóa(?=Không có thông tin|.{0,300}?Mô tả)", re.S)


def tidy(text: str) -> str:
    """NFC, without control signs and stray surrogates; line ends are `\\n`."""
    if not text.isascii():
        text = _SURROGATES.sub("\ufffd", text)
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def flaws(text: str, field: str) -> Iterator[Problem]:
    """What is wrong with the letters of a text as it came."""
    if not _SUSPECT.search(text):
        return
    if _CONTROL.search(text):
        yield Problem(Reason.CHARACTERS_REMOVED, field, _CONTROL.sub("·", text))
    lost = _LOST.search(text) or _SURROGATES.search(text)
    if lost:
        around = text[max(0, lost.start() - 30) : lost.end() + 30]
        yield Problem(Reason.CHARACTERS_LOST, field, around)


def before_of(text: str, place: int) -> str:
    """The letter before a place of the text, or nothing at its beginning."""
    return text[place - 1] if place else ""


def without_furniture(text: str) -> str:
    """The field without the buttons, choosers and empty boxes that the page printed after it."""
    text = _FURNITURE.sub("", text)
    found = _KEYWORDS.search(text)
    return (text[: found.start()] if found else text).strip()
