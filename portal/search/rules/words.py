"""Everyday words and abbreviations, with the official term each stands for on a day.

The file beside this one holds what every installation starts with. Editors add sayings of their
own (`portal.search.models.Saying`); while one of those holds, it stands in for the file's.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, product
from pathlib import Path

from portal.kernel.text import fold

FILE = Path(__file__).with_name("words.toml")
MOST_READINGS = 8
"""A query is tried in so many readings at most, itself included."""
LONGEST_SAYING = 7
"""In words."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Term:
    """What people say, and what the law calls it from `since` until `until`, both included."""

    said: str
    official: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        started = self.since is None or self.since <= day
        return started and (self.until is None or day <= self.until)


@cache
def _file() -> dict:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def file_terms() -> Mapping[str, tuple[Term, ...]]:
    """The terms of the file by their folded sayings."""
    found = defaultdict(list)
    for row in _file()["term"]:
        for said in row["said"]:
            term = Term(said, row["official"], row.get("since"), row.get("until"))
            found[folded_saying(said)].append(term)
    return {said: tuple(terms) for said, terms in found.items()}


def folded_saying(text: str) -> str:
    """Folded words with single spaces: the key under which a saying is kept."""
    return " ".join(_WORD.findall(fold(text)))


def sayings_in(text: str) -> set[str]:
    """Every stretch of words of the text that could be a saying, folded."""
    words = _WORD.findall(fold(text))
    spans = range(1, LONGEST_SAYING + 1)
    return {" ".join(words[at : at + n]) for n in spans for at in range(len(words) - n + 1)}


def readings(
    query: str, day: date, own: Iterable[Term] = (), *, essential: bool = False
) -> list[str]:
    """The query itself, then in official words throughout, then with only some of them replaced.

    `own` are the editors' terms that may stand in it. `essential` leaves out small words that are
    no part of a saying.
    """
    parts = _parts(_WORD.findall(query), day, _by_saying(own))
    if essential:
        parts = [part for part in parts if len(part) > 1 or not _is_small(part[0])]
    typed = " ".join(part[0] for part in parts) if essential else query
    if all(len(part) == 1 for part in parts):
        return [typed]
    official = " ".join(part[-1] for part in parts)
    others = (" ".join(choice) for choice in islice(product(*parts), MOST_READINGS))
    return list(dict.fromkeys([typed, official, *others]))[:MOST_READINGS]


@cache
def _small_words() -> tuple[frozenset[str], frozenset[str]]:
    """With their marks; and folded, where no word that matters is written so without marks."""
    sure, marked = _file()["small"].split(), _file()["small_when_marked"].split()
    return frozenset([*sure, *marked]), frozenset(map(fold, sure))


def _is_small(word: str) -> bool:
    exact, folded = _small_words()
    return word.casefold() in exact or (word in folded and word == fold(word))


def _by_saying(terms: Iterable[Term]) -> Mapping[str, list[Term]]:
    found = defaultdict(list)
    for term in terms:
        found[folded_saying(term.said)].append(term)
    return found


def _parts(words: list[str], day: date, own: Mapping[str, list[Term]]) -> list[list[str]]:
    """The query cut into pieces: each as typed and, for a saying, as the law calls it."""
    parts, at = [], 0
    while at < len(words):
        length, official = _longest(words[at:], day, own)
        parts.append([" ".join(words[at : at + length]), *official])
        at += length
    return parts


def _longest(
    words: list[str], day: date, own: Mapping[str, list[Term]]
) -> tuple[int, tuple[str, ...]]:
    """How many words the longest saying at the start has, and what it stands for."""
    for length in range(min(LONGEST_SAYING, len(words)), 0, -1):
        said = words[:length]
        key = " ".join(map(fold, said))
        holding = [term for term in own.get(key, ()) if term.holds_on(day)]
        holding = holding or [term for term in file_terms().get(key, ()) if term.holds_on(day)]
        meant = [term.official for term in holding if _says(said, term.said)]
        if meant:
            return length, tuple(dict.fromkeys(meant))
    return 1, ()


def _says(typed: list[str], said: str) -> bool:
    """Marks that were typed must be those of the saying: “để con” is not “đẻ con”."""
    return all(
        fold(word) == word.casefold() or _spelling(word) == _spelling(meant)
        for word, meant in zip(typed, _WORD.findall(said), strict=True)
    )


def _spelling(word: str) -> tuple[str, list[str]]:
    """Letters and marks apart, so that hoà and hòa are one."""
    signs = unicodedata.normalize("NFD", word.casefold())
    marks = sorted(sign for sign in signs if unicodedata.combining(sign))
    return "".join(sign for sign in signs if not unicodedata.combining(sign)), marks
