"""The table of channels, flattened into one text: kind, time, fees, description, kind, …

A row begins where a kind is followed at once by a time and a fee; nothing else in a page looks
like that. A cell is never left empty by the page, so digits that run together (`140,000 VNĐ`) are
a time without its unit and a fee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from procedures.imports import fees, limits, words
from procedures.imports.facts import Channel, Limit
from procedures.imports.problems import Problem, Reason
from procedures.imports.vocabulary import LimitKind

FIELD = "channels"
_HEADER = re.compile(r"^\s*Hình thức nộp\s*Thời gian\s*Phí,? lệ phí\s*Mô tả\s*")
_AMOUNT = r"\d{1,3}(?:[.,]\d{3})*|\d+"
_FEE = (
    rf"(?:(?P<name>Phí|Lệ phí)\s*:\s*)?"
    rf"(?:(?P<free>Miễn phí|{words.NOTHING})"
    rf"|(?P<amount>{_AMOUNT})\s*(?P<currency>{words.CURRENCY_WORDS}))"
)
_TIME = (
    rf"(?:\d+(?:[.,]\d+)?\s*(?:{words.UNIT_WORDS})(?=\W|\d|[A-ZĐ])|{words.NOTHING}|\d{{1,3}}"
    rf"|[A-ZĐ](?:(?!{words.CHANNEL_WORDS})[^\n]){{2,200}}?)"
)
_FEE_AHEAD = re.sub(r"\?P<\w+>", "?:", _FEE)
_ROW = re.compile(
    rf"(?P<kind>{words.CHANNEL_WORDS})\s*(?P<time>(?i:{_TIME}))\s*(?=(?i:{_FEE_AHEAD}))"
)
_ONE_FEE = re.compile(_FEE, re.I)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    time: str
    rest: str


def read(text: str, today: date) -> tuple[tuple[Channel, ...], list[Problem]]:
    """The rows of the table, and all that is wrong with them."""
    body = _HEADER.sub("", text)
    if words.empty(body):
        return (), [Problem(Reason.NO_CHANNEL, FIELD, body)]
    rows, before = _rows(body)
    problems = [Problem(Reason.CHANNEL_UNKNOWN, FIELD, before)] if before else []
    channels = []
    for row in rows:
        channel, found = _channel(row, len(channels), today)
        channels.append(channel)
        problems += found
    if not rows:
        problems.append(Problem(Reason.NO_CHANNEL, FIELD, body))
    return tuple(channels), problems + list(_repeated(channels))


def _rows(body: str) -> tuple[list[_Row], str]:
    """The rows, and what stands before the first of them."""
    matches = list(_ROW.finditer(body))
    ends = [match.start() for match in matches[1:]] + [len(body)]
    rows = [
        _Row(match["kind"], match["time"], body[match.end() : end])
        for match, end in zip(matches, ends, strict=False)
    ]
    return rows, body[: matches[0].start()].strip() if matches else ""


def _channel(row: _Row, place: int, today: date) -> tuple[Channel, list[Problem]]:
    kind = words.channel(row.kind)
    assert kind is not None
    limit, problems = limits.read(row.time, FIELD, place)
    charged, note = [], row.rest
    for amount, currency, name, bracket, rest in _fees(row.rest):
        fee, found = fees.read(amount, currency, bracket, name, FIELD, place, today)
        charged.append(fee)
        problems += found
        note = rest
    limit = _with_cutoff(limit, note)
    return Channel(kind, limit, tuple(charged), note.strip()), problems


def _with_cutoff(limit: Limit, note: str) -> Limit:
    hour = limits.cutoff(note)
    if hour and limit.kind is not LimitKind.LIMITED:
        return replace(limit, kind=LimitKind.SAME_DAY, cutoff=hour)
    return limit


def _fees(text: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Amount, currency, name, note in brackets, and what follows, of fee after fee."""
    rest = text
    while match := _ONE_FEE.match(rest.lstrip()):
        rest = rest.lstrip()[match.end() :]
        bracket, rest = _bracket(rest)
        yield (
            match["free"] or match["amount"],
            match["currency"] or "",
            match["name"] or "",
            bracket,
            rest,
        )


def _bracket(text: str) -> tuple[str, str]:
    """The note in brackets at the start of `text`, and what follows it."""
    if not text.startswith("("):
        return "", text
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return text[1:place].strip(), text[place + 1 :]
    seams = [m.start() for m in re.finditer(r"\)(?=[^\s.,;:)]|$)", text)]
    place = seams[0] if seams else len(text)
    return text[1:place].strip(), text[place + 1 :]


def _repeated(channels: list[Channel]) -> Iterator[Problem]:
    seen: dict[tuple[object, str], Channel] = {}
    for place, channel in enumerate(channels):
        if (channel.kind, channel.case) in seen:
            yield Problem(Reason.CHANNEL_REPEATED, FIELD, channel.limit.stated_as, place)
        seen[channel.kind, channel.case] = channel
