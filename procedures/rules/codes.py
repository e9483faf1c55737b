"""Codes of procedures as the national database writes them."""

import re

CODE_PATTERN = r"^[1-9]\.\d{6}$"
_INPUT = re.compile(r"^\s*([1-9]\.\d{6})(?:\.((?:\d{3}\.\d{2}\.\d{2}\.)?[GH]\d{2}(?:\.\d+)*))?\s*$")


def split_code(text: str) -> tuple[str, str] | None:
    """The code and the owner's identifier of `1.002891`, `1.002891.H56` or
    `1.002891.000.00.00.H56`; None when the text is no code."""
    found = _INPUT.match(text.upper())
    return (found[1], found[2] or "") if found else None
