"""Results with their national codes, glued: name, `Mã: KQ.G15.000031`, keywords, description."""

from __future__ import annotations

import re

from procedures.imports import words
from procedures.imports.facts import Result
from procedures.imports.problems import Problem, Reason

FIELD = "results"
_CODE = (
    r"(?:KQ\.[A-Z]\d{2}\.\d{6}|(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}-KQ\.?\d{1,6}|KQ[.\w-]{2,20}?)"
)
_ROW = re.compile(
    rf"(?P<name>.*?)Mã:\s*(?P<code>{_CODE}|{words.NOTHING})"
    rf"(?=Từ khóa|Tên kết quả|$|[^\w.]|[A-ZĐ])"
    r"(?:\s*Từ khóa.*?Mô tả(?:Không có thông tin)?)?",
    re.S,
)


def read(text: str) -> tuple[tuple[Result, ...], list[Problem]]:
    """The results, and those that have no code."""
    if words.empty(text):
        return (), [Problem(Reason.RESULT_MISSING, FIELD, text)]
    results, end = [], 0
    for match in _ROW.finditer(text):
        name, code = match["name"].strip(), match["code"]
        results.append(Result(name, "" if code == words.NOTHING else code))
        end = match.end()
    rest = text[end:].strip()
    if rest and not results:
        results.append(Result(rest))
    problems = [
        Problem(Reason.RESULT_WITHOUT_CODE, FIELD, result.name, row)
        for row, result in enumerate(results)
        if not result.code
    ]
    return tuple(results), problems
