"""Sums of money in đồng, in figures and in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

SMALLEST = 1000
"""No charge of a Vietnamese authority is below this, in đồng: less has lost its thousands."""
LARGEST = 10**12
"""No charge is above this, in đồng: more is a slip."""
MONEY = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d+(?:,\d+)?)\s*(triệu|nghìn|ngàn)?\s*"
    r"(?:đồng|vnđ|vnd|đ(?![\w]))",
    re.I,
)
_SCALE = {"triệu": 10**6, "nghìn": 1000, "ngàn": 1000}
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")


def figure(text: str) -> int | None:
    """Whole đồng of `10,000`, `10.000`, `10000`; None for anything else."""
    digits = _THOUSANDS.sub("", text.strip())
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def amounts(text: str) -> Iterator[int]:
    """Every sum in đồng that prose names, zero left out."""
    for match in MONEY.finditer(text):
        number, scale = figure(match[1]), _SCALE.get((match[2] or "").casefold(), 1)
        if number is None and scale > 1:
            yield int(float(match[1].replace(",", ".")[:15]) * scale)
        elif number:
            yield number * scale
