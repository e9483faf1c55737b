"""Lists written as text: words between commas, lines, and the codes they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from procedures.imports import words
from procedures.imports.problems import Problem, Reason
from procedures.imports.vocabulary import Audience, Tier

T = TypeVar("T", Tier, Audience)
_PARTING = re.compile(r"[,;\n()]")
_OFFICIALS = re.compile(r"Cán bộ,\s*công chức,\s*viên chức", re.I)


def commas(text: str) -> list[str]:
    """The members of a list between commas; commas in brackets part nothing."""
    parts, start, depth = [], 0, 0
    for match in _PARTING.finditer(text):
        if match[0] in "()":
            depth = max(0, depth + (1 if match[0] == "(" else -1))
        elif not depth:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if not words.empty(part)]


def bodies(text: str) -> tuple[str, ...]:
    """As `commas`, for names of agencies: what begins with a small letter goes on with the name."""
    found: list[str] = []
    for part in commas(text):
        if found and part[0].islower():
            found[-1] += f", {part}"
        else:
            found.append(part)
    return tuple(found)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that is not empty."""
    said = (line.strip() for line in text.split("\n"))
    return () if words.empty(text) else tuple(line for line in said if line)


def stated(text: str) -> str:
    """One line of text, or nothing where the source says that there is nothing."""
    return "" if words.empty(text) else " ".join(text.split())


def tiers(said: Iterable[str]) -> tuple[tuple[Tier, ...], list[Problem]]:
    return _known(said, words.tier, "tiers", Reason.TIER_UNKNOWN)


def audiences(said: Iterable[str]) -> tuple[tuple[Audience, ...], list[Problem]]:
    return _known(said, words.audience, "audiences", Reason.AUDIENCE_UNKNOWN)


def audience_words(text: str) -> list[str]:
    """As `commas`, but officials, whose name has commas of its own, stay one."""
    return commas(_OFFICIALS.sub("Cán bộ công chức viên chức", text))


def _known(
    said: Iterable[str], read_word: Callable[[str], T | None], field: str, unknown: Reason
) -> tuple[tuple[T, ...], list[Problem]]:
    found: dict[T, None] = {}
    problems = []
    for word in said:
        code = read_word(word)
        if code is None:
            problems.append(Problem(unknown, field, word))
        else:
            found[code] = None
    return tuple(found), problems
