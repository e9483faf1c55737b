"""Channels of an exchange record: `KENH` → `THOIGIAN` → `PHILEPHI`, each level with a note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procedures.imports import fees, limits, words
from procedures.imports.channels import FIELD, repeated
from procedures.imports.facts import Channel, Fee
from procedures.imports.nested import Record, records, text
from procedures.imports.problems import Problem, Reason
from procedures.imports.vocabulary import ChannelKind

_NUMBERED = {"1": ChannelKind.COUNTER, "2": ChannelKind.ONLINE, "3": ChannelKind.POST}
"""Numbers of the channels in the exchange of dossiers, which some write here too."""
_NOTHING_TO_PAY = frozenset(("0", "0.0", "0,0"))


def read_channels(record: Record, today: date) -> tuple[tuple[Channel, ...], list[Problem]]:
    """A channel for each time of each channel of the record."""
    channels: list[Channel] = []
    problems: list[Problem] = []
    for each in records(record, "CACHTHUCTHUCHIEN", text_as="KENH"):
        said = text(each, "KENH", "TENKENH", "HINHTHUCNOP")
        kind = _NUMBERED.get(said) or words.channel(said)
        if kind is None:
            problems.append(Problem(Reason.CHANNEL_UNKNOWN, FIELD, said))
            continue
        for time in list(records(each, "THOIGIAN", text_as="THOIGIANGIAIQUYET")) or [{}]:
            channel, found = _channel(kind, each, time, len(channels), today)
            channels.append(channel)
            problems += found
    if not channels:
        problems.append(Problem(Reason.NO_CHANNEL, FIELD))
    return tuple(channels), problems + list(repeated(channels))


def _channel(
    kind: ChannelKind, channel: Record, time: Record, row: int, today: date
) -> tuple[Channel, list[Problem]]:
    note = text(time, "MOTA", "GHICHU") or text(channel, "MOTA", "GHICHU")
    cell = f"{text(time, 'THOIGIANGIAIQUYET', 'THOIGIAN')} {text(time, 'DONVITINH', 'DONVI')}"
    limit, problems = limits.read(cell, FIELD, row)
    charges: list[Fee] = []
    for fee in [*records(time, "PHILEPHI", text_as="SOTIEN"), *_beside(channel)]:
        found, more = fees.read(_cell(fee, note), row, today)
        charges += found
        problems += more
    if not charges:
        problems.append(Problem(Reason.FEE_MISSING, FIELD, row=row))
    case = text(time, "TRUONGHOP") or text(channel, "TRUONGHOP")
    return Channel(kind, limit, tuple(charges), note, case), problems


def _beside(channel: Record) -> Iterator[Record]:
    """Fees written beside the times instead of under one."""
    yield from records(channel, "PHILEPHI", text_as="SOTIEN")


def _cell(fee: Record, beside: str) -> fees.Cell:
    amount = text(fee, "SOTIEN", "MUCPHI", "MUCTHU")
    currency, _slash, unit = text(fee, "DONVI", "DONVITINH").partition("/")
    note = text(fee, "MOTA", "GHICHU")
    if unit:
        note = f"/{unit.strip()} ({note})" if note else f"/{unit.strip()}"
    name = text(fee, "TENPHILEPHI")
    if not amount or amount in _NOTHING_TO_PAY:
        return fees.Cell("Miễn phí" if amount else words.NOTHING, "", name, note, beside)
    return fees.Cell(amount, currency.strip() or "VNĐ", name, note, beside)
