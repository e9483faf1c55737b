"""Patterns that editors write, tried on what strangers send: always in a moment."""

import re
from functools import lru_cache
from re import _constants as signs
from re import _parser as parser

LONGEST_PATTERN = 200
LONGEST_ANSWER = 200
"""Signs of an answer that a pattern is tried on; nothing that has a form is longer."""
MOST_REPETITIONS = 3
"""Each repetition of no fixed number multiplies the work by the length of the answer."""

_REPEATS = (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT)


def fits(pattern: str, answer: str) -> bool:
    """Whether the whole answer has the form; never for a pattern that `is_safe` refuses."""
    return (
        is_safe(pattern) and len(answer) <= LONGEST_ANSWER and bool(re.fullmatch(pattern, answer))
    )


def is_readable(pattern: str) -> bool:
    """Whether it is a regular expression at all."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


@lru_cache(maxsize=512)
def is_safe(pattern: str) -> bool:
    """Whether it is readable and cannot take long: nothing that may be matched in several ways
    stands in a repetition, and few repetitions follow each other."""
    if len(pattern) > LONGEST_PATTERN or not is_readable(pattern):
        return False
    loose = [_loose(item) for item in parser.parse(pattern)]
    return None not in loose and sum(loose) <= MOST_REPETITIONS


def _loose(item: tuple) -> int | None:
    """How many repetitions of no fixed number are in a piece of a pattern; None where one stands
    in another, or where the pattern looks back at what it matched."""
    sign, value = item
    if sign in (signs.GROUPREF, signs.GROUPREF_EXISTS):
        return None
    inner = [_loose(each) for part in _parts(value) for each in part]
    if None in inner:
        return None
    if sign not in _REPEATS or value[1] <= 1:
        return sum(inner)
    low, high, repeated = value
    if sum(inner) or _branches(repeated):
        return None
    return int(low != high)


def _parts(value: object) -> list:
    """The pieces of a pattern inside a piece."""
    if isinstance(value, parser.SubPattern):
        return [value]
    return [part for each in value for part in _parts(each)] if _holds(value) else []


def _holds(value: object) -> bool:
    return isinstance(value, list | tuple)


def _branches(pieces: parser.SubPattern) -> bool:
    """Whether there is a choice inside: of alternatives, or of there or not there."""
    return any(
        sign is signs.BRANCH
        or (sign in _REPEATS and value[0] != value[1])
        or any(_branches(part) for part in _parts(value))
        for sign, value in pieces
    )
