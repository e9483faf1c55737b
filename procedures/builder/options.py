"""Answers to choose from as lines of text: `key = Tiếng Việt | English`.

A line that keeps its key keeps its meaning, whatever the words become; a line without one is a new
answer and gets a key made from its words, never one that another line has or had.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from procedures.builder.keys import key_from
from procedures.builder.limits import MOST_OPTIONS
from procedures.eforms.field import Option
from procedures.eforms.words import Words

_LINE = re.compile(r"^(?:(?P<key>[A-Za-z0-9_.-]{1,60})\s*=\s*)?(?P<vi>[^|]*?)(?:\|(?P<en>.*))?$")


class BadLine(ValueError):
    """One of the lines cannot be an answer; the message names it."""


def write_options(options: Sequence[Option]) -> str:
    return "\n".join(
        f"{option.key} = {option.label.vi}" + (f" | {option.label.en}" if option.label.en else "")
        for option in options
    )


def read_options(text: str, before: Sequence[Option]) -> tuple[Option, ...]:
    """The answers of the lines; `before` are those that stood there. Raises BadLine."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_OPTIONS:
        raise BadLine(_("A question offers at most %(n)d answers.") % {"n": MOST_OPTIONS})
    by_words = {option.label.vi.casefold(): option.key for option in before}
    named = [_parts(line) for line in lines]
    given = [key for key, _vi, _en in named if key]
    twice = {key for key in given if given.count(key) > 1}
    if twice:
        raise BadLine(_("The key %(key)s stands on two lines.") % {"key": min(twice)})
    taken = {*given, *(option.key for option in before)}
    options = []
    for key, vi, en in named:
        if not key:
            # The key was deleted by mistake: the same words are the same answer.
            old = by_words.get(vi.casefold())
            key = old if old and old not in given else key_from(vi, taken, "answer")
            taken.add(key)
            given.append(key)
        options.append(Option(key, Words(vi, en)))
    return tuple(options)


def _parts(line: str) -> tuple[str, str, str]:
    found = _LINE.match(line)
    vi = found["vi"].strip() if found else ""
    if not vi:
        raise BadLine(_("This line has no words: %(line)s") % {"line": line[:60]})
    return found["key"] or "", vi, (found["en"] or "").strip()
