"""Bytes to text where a file is not UTF-8: old Vietnamese code pages that can be recognised."""

from __future__ import annotations

import re
import unicodedata

_TCVN3 = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_FROM_TCVN3 = {
    start + place: letter
    for start, letters in _TCVN3.items()
    for place, letter in enumerate(letters)
}
_COMMON = re.compile(
    r"thủ tục|hồ sơ|quy định|cơ quan|Ủy ban|nộp|ngày|giấy|cấp|đăng ký|không|của", re.I
)


def decode(content: bytes) -> tuple[str | None, str]:
    """The text, and the name of the encoding where it was not UTF-8; None when nobody can tell."""
    try:
        return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    return _best(content)


def _best(content: bytes) -> tuple[str | None, str]:
    readings = {"windows-1258": _windows_1258(content), "TCVN3": _tcvn3(content)}
    words = {name: len(_COMMON.findall(text)) for name, text in readings.items()}
    name = max(words, key=lambda each: words[each])
    if words[name] < 2:
        return None, ""
    return readings[name], name


def _windows_1258(content: bytes) -> str:
    return unicodedata.normalize("NFC", content.decode("cp1258", "replace"))


def _tcvn3(content: bytes) -> str:
    return content.decode("latin-1").translate(_FROM_TCVN3)
