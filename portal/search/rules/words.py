"""Everyday words and abbreviations, with the official term each stands for on a day."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from portal.kernel.text import fold

FILE = Path(__file__).with_name("words.toml")
MOST_READINGS = 8
"""A query is tried in so many readings at most, itself included."""


@dataclass(frozen=True)
class Term:
    """What people say, folded, and what the law calls it from `since` until `until`."""

    official: str
    said: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        started = self.since is None or self.since <= day
        return started and (self.until is None or day <= self.until)


@cache
def terms() -> tuple[Term, ...]:
    """The dictionary, longest sayings first, as the file has it."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["term"]
    return tuple(
        Term(
            row["official"],
            tuple(fold(word) for word in row["said"]),
            row.get("since"),
            row.get("until"),
        )
        for row in rows
    )


def readings(query: str, day: date) -> list[str]:
    """The query itself and, for every saying in it, the query in official words."""
    found = [query]
    for term in terms():
        if not term.holds_on(day):
            continue
        for said in term.said:
            found += [_replaced(each, said, term.official) for each in found if _says(each, said)]
            found = list(dict.fromkeys(found))[:MOST_READINGS]
    return found


def _says(query: str, said: str) -> bool:
    return f" {said} " in f" {_words(query)} "


def _replaced(query: str, said: str, official: str) -> str:
    """The words of `said` in `query` replaced; the rest keeps its marks."""
    words, folded = query.split(), said.split()
    for start in range(len(words) - len(folded) + 1):
        if [_words(word) for word in words[start : start + len(folded)]] == folded:
            return " ".join([*words[:start], official, *words[start + len(folded) :]])
    return official


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
