"""A file of records, one after the other, in bounded memory: what is broken is told by its line and
the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from procedures.imports import encodings, exchange, pages
from procedures.imports.facts import Line, ProcedureFacts
from procedures.imports.problems import Problem, Reason
from procedures.imports.source import Source
from procedures.imports.splitting import Raw, split


def read_file(path: Path | str, *, today: date) -> Iterator[Line]:
    """Every record of a file of pages or of exchange records, in order.

    `today` is the local date that periods of fees are judged by. No content of any file raises: a
    file that cannot be opened or has no records gives one line with the number 0, a file that
    breaks off one line more than it has records.
    """
    source = Source(Path(path))
    seen: set[str] = set()
    number = 0
    for raw in split(source):
        for line in _lines(raw, source.encoding, today):
            number = line.number
            yield _once(line, seen)
    trouble = source.trouble
    if not number and not trouble:
        trouble = Problem(Reason.FILE_EMPTY, "", source.path.name)
    if trouble:
        yield Line(number and number + 1, "", failure=trouble)


def _lines(raw: Raw, encoding: str, today: date) -> Iterator[Line]:
    for found in _found(raw, encoding, today):
        if isinstance(found, Problem):
            yield Line(raw.number, raw.sha256, failure=found)
        else:
            yield Line(raw.number, raw.sha256, found)


def _found(raw: Raw, encoding: str, today: date) -> Iterator[ProcedureFacts | Problem]:
    excerpt = raw.beginning.decode("utf-8", "replace")
    if raw.content is None:
        yield Problem(Reason.LINE_TOO_LONG, "", excerpt)
        return
    text, guessed = encodings.decode(raw.content)
    if text is None:
        yield Problem(Reason.ENCODING_UNKNOWN, "", excerpt)
        return
    for record in _records(text, excerpt):
        found = record if isinstance(record, Problem) else _facts(record, excerpt, today)
        yield _told(found, encoding or guessed)


def _records(text: str, excerpt: str) -> Iterator[Any]:
    try:
        yield from exchange.unwrapped(json.loads(text, strict=False))
    except RecursionError:
        yield Problem(Reason.JSON_TOO_DEEP, "", excerpt)
    except ValueError:
        yield Problem(Reason.JSON_BROKEN, "", excerpt)


def _facts(record: Any, excerpt: str, today: date) -> ProcedureFacts | Problem:
    try:
        if isinstance(record, dict) and pages.recognises(record):
            return pages.read(record, today)
        if isinstance(record, dict) and exchange.recognises(record):
            return exchange.read(record, today)
    except RecursionError:
        return Problem(Reason.JSON_TOO_DEEP, "", excerpt)
    return Problem(Reason.NOT_A_PROCEDURE, "", excerpt)


def _told(found: ProcedureFacts | Problem, encoding: str) -> ProcedureFacts | Problem:
    if isinstance(found, Problem) or not encoding:
        return found
    converted = Problem(Reason.ENCODING_CONVERTED, "", encoding)
    return replace(found, problems=(*found.problems, converted))


def _once(line: Line, seen: set[str]) -> Line:
    """A code that stood before in the file is not read twice: which of the two holds, nobody knows
    here."""
    if line.facts is None:
        return line
    code = line.facts.code
    if code in seen:
        return replace(line, facts=None, failure=Problem(Reason.CODE_REPEATED, "code", code))
    seen.add(code)
    return line
