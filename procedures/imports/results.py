"""Results with their national codes, glued: name, `Mã: KQ.G15.000031`, keywords, description."""

from __future__ import annotations

import re

from procedures.imports import words
from procedures.imports.facts import Result
from procedures.imports.problems import Problem, Reason

FIELD = "results"
_MARK = re.compile(r"Mã:\s?")
_CODE = re.compile(
    r"KQ\.[A-Z]\d{2}\.\d{6}|(?:\d{3}\.)?(?:\d{2}\.){2}(?:[A-Z]\d{2}[-.])?KQ[-.]?\d{1,6}"
    r"|(?:[A-Z]{1,6}[-.])+[A-Z]?\d[\d.]{2,14}\d"
)
_COUNTS = re.compile(r"\d ?bản (?:chính|sao)$")


def read(text: str) -> tuple[tuple[Result, ...], list[Problem]]:
    """The results, and those whose code is missing or none."""
    if words.empty(text):
        return (), [Problem(Reason.RESULT_MISSING, FIELD, text)]
    name, *coded = _MARK.split(text)
    results, problems = [], []
    for row, piece in enumerate(coded):
        code = _CODE.match(piece)
        results.append(Result(name.strip(), code[0] if code else ""))
        if not code:
            problems.append(Problem(Reason.RESULT_WITHOUT_CODE, FIELD, f"{name}: {piece}", row))
        name = piece[code.end() :] if code else ""
    if not coded:
        results.append(Result(name.strip()))
        problems.append(_without_code(name))
    return tuple(results), problems


def _without_code(text: str) -> Problem:
    """A page cut in the wrong place leaves a piece of the list of papers here."""
    torn = _COUNTS.search(text.strip())
    return Problem(Reason.RESULT_UNREADABLE if torn else Reason.RESULT_WITHOUT_CODE, FIELD, text, 0)
