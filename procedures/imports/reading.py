"""A file of records, one after the other, in bounded memory: whatever is broken is told by its line
and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from procedures.imports import encodings, exchange, pages
from procedures.imports.facts import Line, ProcedureFacts
from procedures.imports.problems import Problem, Reason

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes of one record. The longest page seen has a hundred thousand."""
_CHUNK = 256 * 1024
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class _Raw:
    """The bytes of a line; `content` is None where they were too many to keep."""

    number: int
    content: bytes | None
    sha256: str
    beginning: bytes = b""


def read_file(path: Path | str, *, today: date) -> Iterator[Line]:
    """Every record of a file of pages or of exchange records, in order. `today` is the local date
    that periods of fees are judged by. Raises nothing for any content of any file: a file that
    cannot be opened is one line with the number 0."""
    seen: set[str] = set()
    empty = True
    for line in _lines(Path(path), today):
        empty = False
        yield _once(line, seen)
    if empty:
        yield _failed(0, "", Reason.FILE_EMPTY, str(Path(path).name))


def _lines(path: Path, today: date) -> Iterator[Line]:
    number = 0
    try:
        with _opened(path) as stream:
            for raw in _raw_lines(stream):
                number = raw.number
                yield from _read(raw, today)
    except EOFError:
        yield _failed(number + 1, "", Reason.FILE_CUT_SHORT, path.name)
    except (OSError, zlib.error) as error:
        yield _failed(number and number + 1, "", Reason.FILE_UNREADABLE, type(error).__name__)


def _opened(path: Path) -> BinaryIO:
    stream = path.open("rb")
    packed = stream.peek(2)[:2] == _GZIP
    if not packed:
        return stream
    return gzip.GzipFile(fileobj=stream, mode="rb")  # type: ignore[return-value]


def _raw_lines(stream: BinaryIO) -> Iterator[_Raw]:
    number = 0
    while piece := stream.readline(_CHUNK):
        number += 1
        digest = hashlib.sha256()
        kept, size = [], 0
        while True:
            digest.update(piece.rstrip(b"\r\n") if piece.endswith(b"\n") else piece)
            size += len(piece)
            if size <= LONGEST_LINE:
                kept.append(piece)
            if piece.endswith(b"\n"):
                break
            piece = stream.readline(_CHUNK)
            if not piece:
                break
        content = b"".join(kept) if size <= LONGEST_LINE else None
        if content is None or content.strip():
            yield _Raw(number, content, digest.hexdigest(), kept[0][:200] if kept else b"")


def _read(raw: _Raw, today: date) -> Iterator[Line]:
    if raw.content is None:
        excerpt = raw.beginning.decode("utf-8", "replace")
        yield _failed(raw.number, raw.sha256, Reason.LINE_TOO_LONG, excerpt)
        return
    text, encoding = encodings.decode(raw.content)
    if text is None:
        excerpt = raw.beginning.decode("latin-1")
        yield _failed(raw.number, raw.sha256, Reason.ENCODING_UNKNOWN, excerpt)
        return
    for record in _records(text):
        line = _line(raw, record, today)
        if line.facts and encoding:
            more = (Problem(Reason.ENCODING_CONVERTED, "", encoding),)
            line = replace(line, facts=replace(line.facts, problems=line.facts.problems + more))
        yield line


def _records(text: str) -> Iterator[Any]:
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        yield Problem(Reason.JSON_TOO_DEEP, "", text[:200])
    except ValueError:
        yield Problem(Reason.JSON_BROKEN, "", text[:200])
    else:
        yield from exchange.unwrapped(value)


def _line(raw: _Raw, record: Any, today: date) -> Line:
    found = record if isinstance(record, Problem) else _facts(record, today)
    if isinstance(found, Problem):
        return Line(raw.number, raw.sha256, failure=found)
    return Line(raw.number, raw.sha256, found)


def _facts(record: Any, today: date) -> ProcedureFacts | Problem:
    if isinstance(record, dict) and pages.recognises(record):
        return pages.read(record, today)
    if isinstance(record, dict) and exchange.recognises(record):
        return exchange.read(record, today)
    return Problem(Reason.NOT_A_PROCEDURE, "", repr(record)[:200])


def _once(line: Line, seen: set[str]) -> Line:
    if line.facts is None:
        return line
    code = line.facts.code
    if code in seen:
        return _failed(line.number, line.sha256, Reason.CODE_REPEATED, code)
    seen.add(code)
    return line


def _failed(number: int, sha256: str, reason: Reason, excerpt: str) -> Line:
    return Line(number, sha256, failure=Problem(reason, "", excerpt))
