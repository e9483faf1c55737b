"""A Vietnamese text in pieces that are compared: paragraphs, and syllables with their blanks."""

import re
from collections import Counter
from typing import NamedTuple

# A number, date or document symbol ("150.000", "24/11/2026", "63/2010/NĐ-CP") is one word: half of
# it changed would be read wrongly. The last match is empty and carries the blank at the end.
_TOKEN = re.compile(r"(\s*)(\w+(?:[.,/:\-]\w+)*|[^\w\s]|\Z)")


class Token(NamedTuple):
    """A word or sign with the blank before it."""

    blank: str
    word: str


def tokens(text: str) -> list[Token]:
    """Words in order, closed by an empty one; joined with their blanks they give the text."""
    found = [Token(*match.groups()) for match in _TOKEN.finditer(text)]
    size = sum(len(token.blank) + len(token.word) for token in found)
    return [*found, Token(text[size:], "")]


def paragraphs(text: str) -> list[str]:
    """Lines with their ends; joined they give the text."""
    return text.splitlines(keepends=True)


def bag(text: str) -> frozenset[tuple[str, int]]:
    """Words told apart by how often each came before, so that sets count repetitions."""
    seen: Counter[str] = Counter()
    found = []
    for token in tokens(text):
        if token.word:
            found.append((token.word, seen[token.word]))
            seen[token.word] += 1
    return frozenset(found)
