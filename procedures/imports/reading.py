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

MOST_BROKEN = 10_000
"""Records of a file that give no facts: after so many the rest is not worth telling one by one."""
MOST_ROWS = 2_000
"""Papers, steps, fees and other rows of one procedure; the longest seen has a few hundred."""


def read_file(path: Path | str, *, today: date) -> Iterator[Line]:
    """Every record of a file of pages or of exchange records, in order.

    `today` is the local date that periods of fees are judged by. No content of any file raises: a
    file that cannot be opened or has no records gives one line with the number 0, a file that
    breaks off, is endless or broken throughout one line more than the records that were read.
    """
    source = Source(Path(path))
    seen: set[str] = set()
    number = broken = 0
    for raw in split(source):
        for line in _lines(raw, source.encoding, today):
            number, broken = line.number, broken + (line.facts is None)
            yield _once(line, seen)
        if broken > MOST_BROKEN:
            source.trouble = Problem(Reason.FILE_GIVEN_UP, "", source.path.name)
            break
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
            return _sized(pages.read(record, today), excerpt)
        if isinstance(record, dict) and exchange.recognises(record):
            return _sized(exchange.read(record, today), excerpt)
    except RecursionError:
        return Problem(Reason.JSON_TOO_DEEP, "", excerpt)
    return Problem(Reason.NOT_A_PROCEDURE, "", excerpt)


def _sized(found: ProcedureFacts | Problem, excerpt: str) -> ProcedureFacts | Problem:
    """The facts, unless they have more rows than any procedure."""
    if isinstance(found, Problem):
        return found
    rows = [found.channels, found.steps, found.legal_bases, found.results]
    rows += [case.papers for case in found.cases] + [each.fees for each in found.channels]
    if len(found.cases) + sum(map(len, rows)) > MOST_ROWS:
        return Problem(Reason.NOT_A_PROCEDURE, "", excerpt)
    return found


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
