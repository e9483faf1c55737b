"""Texts as they come: one stored form, no furniture of the page, what was lost is told."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNSEEN = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LOST = re.compile(r"\ufffd|\?{3,}|[ÂÃ][\x80-\xbf]|Ä‘|á»|áº")
_FURNITURE = re.compile(
    r"Chọn cơ quan thực hiện\s*Tỉnh/\s*Thành phố.*$|-- Chọn [^-]{2,30} --.*$"
    r"|Hệ thống chỉ hiển thị những cơ quan.*$",
    re.S,
)
_KEYWORDS = re.compile(r"Từ khóa(?=Không có thông tin|.{0,300}?Mô tả)", re.S)
_BLANKS = re.compile(r"[ \t\xa0]+")


def tidy(text: str) -> str:
    """NFC, without control signs and stray surrogates; line ends are `\\n`."""
    if not text.isascii():
        text = _SURROGATES.sub("\ufffd", text)
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def has_control(text: str) -> bool:
    return _CONTROL.search(text) is not None


def has_lost_letters(text: str) -> str:
    """The place where letters were lost in a wrong conversion, or nothing."""
    found = _LOST.search(text)
    return text[max(0, found.start() - 30) : found.end() + 30] if found else ""


def without_furniture(text: str) -> str:
    """The field without the buttons, choosers and empty boxes that the page printed after it."""
    text = _FURNITURE.sub("", text)
    found = _KEYWORDS.search(text)
    return (text[: found.start()] if found else text).strip()


def one_line(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\n", " ")).strip()
