"""Pieces of bytes into records: one a line, or the members of a JSON document, in bounded memory.

A document is told from lines by its beginning: a list, or an object whose first line is not whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

LONGEST = 4 * 1024 * 1024
"""Bytes of one record. The longest page seen has a hundred thousand."""
_EXCERPT = 400

_STRUCTURE = re.compile(rb'["\\{}\[\]]')
_SCALAR = rb'(?:"(?:[^"\\]|\\.)*"|[-+\d.eE]+|true|false|null)'
_WRAPPER = re.compile(
    rb'\s*\{(?:\s*"[^"]*"\s*:\s*' + _SCALAR + rb'\s*,)*\s*"[^"]*"\s*:\s*\[\s*(?=\{)'
)
_OWN_FIELDS = re.compile(rb'"(?:ma|ten)_?(?:thu_?tuc|tthc)"', re.I)


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one record; `content` is None where they were too many to keep."""

    number: int
    content: bytes | None
    sha256: str
    beginning: bytes


@dataclass(slots=True)
class _Growing:
    """The record that is being put together."""

    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    beginning: bytes = b""
    overflow: hashlib._Hash | None = None

    def add(self, piece: bytes) -> None:
        self.beginning = self.beginning or piece[:_EXCERPT]
        self.size += len(piece)
        if self.overflow:
            self.overflow.update(piece)
            return
        self.parts.append(piece)
        if self.size > LONGEST:
            self.overflow = hashlib.sha256(b"".join(self.parts))
            self.parts.clear()

    def finished(self, number: int) -> Raw:
        if self.overflow:
            return Raw(number, None, self.overflow.hexdigest(), self.beginning)
        content = b"".join(self.parts).removesuffix(b"\r")
        return Raw(number, content, hashlib.sha256(content).hexdigest(), self.beginning)


def split(pieces: Iterable[bytes]) -> Iterator[Raw]:
    """The records of a file, numbered by line, or by place in a document."""
    rest = iter(pieces)
    head = b""
    while len(head) < 65_536 and (piece := next(rest, b"")):
        head += piece
    if not _is_document(head):
        return _lines(chain((head,), rest))
    wrapper = _WRAPPER.match(head)
    if wrapper and not _OWN_FIELDS.search(wrapper[0]):
        return _members(chain((b"[" + head[wrapper.end() :],), rest))
    return _members(chain((head,), rest))


def _is_document(head: bytes) -> bool:
    lines = [line.strip() for line in head.split(b"\n", 20) if line.strip()]
    if not lines or lines[0][:1] not in (b"{", b"["):
        return False
    if len(lines) == 1:
        return lines[0][:1] == b"[" or bool(_WRAPPER.match(lines[0]))
    return not _whole(lines[0]) and (lines[0][:1] == b"[" or lines[1][:1] in (b'"', b"}", b"]"))


def _whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _lines(pieces: Iterable[bytes]) -> Iterator[Raw]:
    number, growing = 1, _Growing()
    for piece in pieces:
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            growing.add(piece[start:end])
            yield from _worth_telling(growing.finished(number))
            number, growing, start = number + 1, _Growing(), end + 1
        if start < len(piece):
            growing.add(piece[start:])
    yield from _worth_telling(growing.finished(number))


def _worth_telling(raw: Raw) -> Iterator[Raw]:
    if raw.content is None or raw.content.strip():
        yield raw


def _members(pieces: Iterable[bytes]) -> Iterator[Raw]:
    """The objects of a list, or objects one after the other; what is broken comes as it stands."""
    scan = _Scan()
    number = 1
    for piece in pieces:
        start = 0 if scan.inside else None
        for end, opened in scan.moves(piece):
            if opened:
                start = end
            else:
                scan.growing.add(piece[start or 0 : end])
                yield scan.growing.finished(number)
                number, scan.growing, start = number + 1, _Growing(), None
        if start is not None:
            scan.growing.add(piece[start:])
    if scan.growing.size:
        yield scan.growing.finished(number)


class _Scan:
    """Where objects of the outermost level begin and end, over pieces that end anywhere."""

    def __init__(self) -> None:
        self.growing = _Growing()
        self.inside = False
        self._depth = 0
        self._in_text = False
        self._skip = -1

    def moves(self, piece: bytes) -> Iterator[tuple[int, bool]]:
        """Places in the piece: (start, True) of an object, (end, False) after one."""
        for match in _STRUCTURE.finditer(piece):
            place, sign = match.start(), match[0]
            if place == self._skip:
                continue
            if self._in_text:
                self._text(place, sign)
            elif sign == b'"':
                self._in_text = self.inside
            elif sign in b"{[" and (self.inside or sign == b"{"):
                self._depth += 1
                if not self.inside:
                    self.inside = True
                    yield place, True
            elif sign in b"}]" and self.inside:
                self._depth -= 1
                if self._depth == 0:
                    self.inside = False
                    yield place + 1, False
        self._skip = 0 if self._skip == len(piece) else -1

    def _text(self, place: int, sign: bytes) -> None:
        if sign == b"\\":
            self._skip = place + 1
        elif sign == b'"':
            self._in_text = False
