"""The bytes of a file, unpacked and as UTF-8, a piece at a time."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from procedures.imports.problems import Problem, Reason

CHUNK = 256 * 1024
LONGEST = 2 * 1024**3
"""Bytes of a file, unpacked: all procedures of the country are half of that. More is a slip, or a
small file packed so as to fill a disk or to keep a worker busy for days."""
_LINE = 100
"""Bytes that a line counts for at least, because an empty one is work too."""
_GZIP = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF8, "", 3),
    (codecs.BOM_UTF32_LE, "utf-32-le", 4),
    (codecs.BOM_UTF32_BE, "utf-32-be", 4),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
    (b"{\0", "utf-16-le", 0),
    (b"[\0", "utf-16-le", 0),
    (b"\0{", "utf-16-be", 0),
    (b"\0[", "utf-16-be", 0),
)
"""How a file begins, what it is written in then, and how much of that beginning is no text."""


class _TooLong(Exception):
    """The file goes on after its limit."""


class Source:
    """Iterating gives the pieces. Trouble does not raise: the pieces end and `trouble` tells why.

    `encoding` is what the whole file was in, where that was neither UTF-8 nor one byte a letter.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.encoding = ""
        self.trouble: Problem | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                yield from self._utf8(_within(LONGEST, _pieces(file)))
        except _TooLong:
            self.trouble = Problem(Reason.FILE_GIVEN_UP, "", self.path.name)
        except EOFError:
            self.trouble = Problem(Reason.FILE_CUT_SHORT, "", self.path.name)
        except (OSError, zlib.error, ValueError) as error:
            self.trouble = Problem(Reason.FILE_UNREADABLE, "", str(error) or type(error).__name__)

    def _utf8(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        first = next(pieces, b"")
        encoding, dropped = next((row[1:] for row in _MARKS if first.startswith(row[0])), ("", 0))
        first = first[dropped:]
        if not encoding:
            yield first
            yield from pieces
            return
        self.encoding = encoding
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(first).encode("utf-8", "replace")
        for piece in pieces:
            yield decoder.decode(piece).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _within(longest: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces up to that many bytes. Raises _TooLong."""
    left = longest
    for piece in pieces:
        left -= len(piece) + _LINE * piece.count(b"\n")
        if left < 0:
            raise _TooLong
        yield piece


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Pieces of a plain or packed file; what was unpacked before it breaks off still comes."""
    packed = file.read(2) == _GZIP
    file.seek(0)
    if not packed:
        while piece := file.read(CHUNK):
            yield piece
        return
    with gzip.GzipFile(fileobj=file) as unpacked:
        while piece := unpacked.read1(CHUNK):
            yield piece
