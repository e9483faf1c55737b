"""The table of channels, flattened into one text: kind, time, fees, description, kind, …

A row begins where a kind is followed at once by a time and a fee; nothing else in a page looks
like that. A page leaves no cell empty, so figures that run together (`140,000 VNĐ`) are a time
without its unit and a fee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from procedures.imports import fees, limits, words
from procedures.imports.facts import Channel, Fee
from procedures.imports.money import amounts, figure
from procedures.imports.problems import Problem, Reason

FIELD = "channels"
_HEADER = re.compile(r"^\s*Hình thức nộp\s*Thời gian\s*Phí,? lệ phí\s*Mô tả\s*")
_UNNAMED_FEE = re.sub(r"\?P<\w+>", "?:", fees.FEE)
_NUMBERED = rf"(?<!\d)\d{{1,9}}(?:[.,]\d{{1,9}})?\s?(?:{words.UNIT_WORDS})(?=\W|\d|[A-ZĐ])"
_WORDED = rf"[A-ZĐ](?:(?!{words.CHANNEL_WORDS})[^\n]){{2,200}}?"
_RUN = rf"(?P<run>\d[\d.,]{{0,40}}\d)\s?(?=(?i:{words.CURRENCY_WORDS}))"
_ROW = re.compile(
    rf"(?P<kind>{words.CHANNEL_WORDS})\s*(?:{_RUN}"
    rf"|(?P<time>(?i:{_NUMBERED})|{words.NOTHING}|\d{{1,3}}|{_WORDED})\s*(?=(?i:{_UNNAMED_FEE})))"
)
_HIDDEN = re.compile(rf"(?i:{_NUMBERED})(?=(?i:{_UNNAMED_FEE}))")
"""A time and a fee glued together inside a description: a row whose kind nobody knows here."""
_FIGURES = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}")


@dataclass(frozen=True, slots=True)
class _Row:
    """`sure` is False where the figures of time and fee could be told apart in two ways."""

    kind: str
    time: str
    rest: str
    sure: bool = True


def read(text: str, today: date) -> tuple[tuple[Channel, ...], list[Problem]]:
    """The rows of the table, and all that is wrong with them."""
    if words.empty(text):
        return (), [Problem(Reason.NO_CHANNEL, FIELD, text)]
    body, headers = _HEADER.subn("", text)
    rows, before = _rows(body)
    problems = []
    if not headers or not rows:
        problems.append(Problem(Reason.CHANNELS_UNREADABLE, FIELD, text))
    elif before:
        problems.append(Problem(Reason.CHANNEL_UNKNOWN, FIELD, before))
    channels = []
    for place, row in enumerate(rows):
        channel, found = _channel(row, place, today)
        channels.append(channel)
        problems += found
    return tuple(channels), problems + list(repeated(channels))


def _rows(body: str) -> tuple[list[_Row], str]:
    """The rows, and what stands before the first of them."""
    matches = list(_ROW.finditer(body))
    ends = [match.start() for match in matches[1:]] + [len(body)]
    rows = [_row(match, body[match.end() : end]) for match, end in zip(matches, ends, strict=False)]
    return rows, body[: matches[0].start()].strip() if matches else body


def _row(match: re.Match[str], rest: str) -> _Row:
    if match["run"] is None:
        return _Row(match["kind"], match["time"], rest)
    time, sure = _time_in(match["run"], rest)
    return _Row(match["kind"], time, match["run"][len(time) :] + rest, sure)


def _time_in(run: str, note: str) -> tuple[str, bool]:
    """The time at the start of figures run together, and whether it can be no other."""
    splits = [run[:n] for n in (1, 2, 3) if run[0] != "0" and _FIGURES.fullmatch(run[n:])]
    if len(splits) < 2:
        return (splits[0], True) if splits else ("", False)
    named = set(amounts(note))
    told = [time for time in splits if named & _readings(run[len(time) :])]
    return (told or splits)[0], len(told) == 1


def _readings(figures: str) -> set[int]:
    """The sum as printed, and with the thousands it may have lost."""
    number = figure(figures) or 0
    return {number, number * 1000}


def _channel(row: _Row, place: int, today: date) -> tuple[Channel, list[Problem]]:
    kind = words.channel(row.kind)
    assert kind is not None
    limit, problems = limits.read(row.time, FIELD, place)
    if hidden := _HIDDEN.search(row.rest):
        around = row.rest[max(0, hidden.start() - 40) : hidden.end() + 20]
        problems.append(Problem(Reason.CHANNEL_UNKNOWN, FIELD, around, place))
    if not row.sure:
        problems.append(Problem(Reason.FEE_AND_TIME_RUN_TOGETHER, FIELD, row.rest, place))
    charges: list[Fee] = []
    note = row.rest
    for cell in fees.cells(row.rest):
        note = cell.beside
        found, more = fees.read(cell, place, today)
        charges += found
        problems += more
    return Channel(kind, limit, tuple(charges), note.strip()), problems


def repeated(channels: list[Channel]) -> Iterator[Problem]:
    """Rows whose channel stood before, in the same case."""
    seen = set()
    for place, channel in enumerate(channels):
        if (channel.kind, channel.case) in seen:
            yield Problem(Reason.CHANNEL_REPEATED, FIELD, channel.limit.stated_as, place)
        seen.add((channel.kind, channel.case))
