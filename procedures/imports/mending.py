"""What a reviewer may put right in facts that were held back, as pure functions.

A problem names its reason and its row; a mending is a whole new value for that row. Rows keep
their places while mendings are applied, so they may come in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from portal.kernel.limits import Unit
from portal.kernel.numbers import whole_number
from procedures.imports.facts import Agencies, Fee, Limit, ProcedureFacts
from procedures.imports.problems import Reason
from procedures.imports.vocabulary import FeeKind, LimitKind


class What(StrEnum):
    """The kind of value that a reason calls for."""

    LIMIT = "LIMIT"
    FEES = "FEES"
    CHANNEL = "CHANNEL"
    TEXT = "TEXT"
    NOTHING = "NOTHING"
    """Nothing to put right here: it is taken as the source has it and finished in the draft."""


@dataclass(frozen=True, slots=True)
class Mending:
    """`value` is a limit, fees, a text, or `None` for a channel that is left out."""

    reason: Reason
    row: int | None
    value: Any


_TEXTS = {
    Reason.NAME_MISSING: "name",
    Reason.SECTOR_MISSING: "sector",
    Reason.NO_EXECUTING_BODY: "executing",
}
_UNSTATED = {
    "TIME_": What.LIMIT,
    "FEE_": What.FEES,
    "FREE_": What.FEES,
}
_LIMIT = TypeAdapter(Limit)
_FEES = TypeAdapter(tuple[Fee, ...])


def what_mends(reason: Reason, row: int | None) -> What:
    """Which kind of value puts this right."""
    if reason in _TEXTS:
        return What.TEXT
    if row is None:
        return What.NOTHING
    if reason is Reason.CHANNEL_REPEATED:
        return What.CHANNEL
    kinds = (what for start, what in _UNSTATED.items() if reason.name.startswith(start))
    return next(kinds, What.NOTHING)


def as_read(facts: ProcedureFacts, reason: Reason, row: int | None) -> Mending | None:
    """The value as it was read, confirmed; None where it cannot stand."""
    match what_mends(reason, row):
        case What.CHANNEL | What.TEXT:
            return None
        case What.LIMIT:
            return Mending(reason, row, facts.channels[row].limit)
        case What.FEES:
            return Mending(reason, row, facts.channels[row].fees)
    return Mending(reason, row, None)


def as_stated(facts: ProcedureFacts, reason: Reason, row: int | None) -> Mending | None:
    """The value that promises nothing and keeps what the source writes; None where the source
    cannot be taken as it is."""
    match what_mends(reason, row):
        case What.CHANNEL:
            return None
        case What.TEXT:
            return None if reason is Reason.NAME_MISSING else Mending(reason, row, "")
        case What.LIMIT:
            limit = facts.channels[row].limit
            return Mending(reason, row, Limit(LimitKind.NOT_STATED, stated_as=stated(limit)))
        case What.FEES:
            fees = tuple(_unstated(fee) for fee in facts.channels[row].fees)
            return Mending(reason, row, fees)
    return Mending(reason, row, None)


def stated(limit: Limit) -> str:
    """What the source writes of a limit, also where it was read."""
    if limit.stated_as or limit.number is None:
        return limit.stated_as
    return f"{limit.number} {limit.unit or ''}".strip()


def _unstated(fee: Fee) -> Fee:
    return replace(fee, kind=FeeKind.NOT_STATED, amount=None, unit="", currency="VND")


def with_unit(facts: ProcedureFacts, row: int, unit: Unit) -> Limit | None:
    """The limit of a channel whose source gives a bare number, counted in `unit`."""
    number = facts.channels[row].limit.stated_as.strip()
    if not 0 < whole_number(number) < 1000:
        return None
    return Limit(LimitKind.LIMITED, int(number), unit, stated_as=number)


def council_decides(facts: ProcedureFacts, row: int) -> tuple[Fee, ...]:
    """The fees of a channel, all left to the People's Council of the province."""
    return tuple(
        replace(_unstated(fee), kind=FeeKind.COUNCIL_DECIDES) for fee in facts.channels[row].fees
    )


def mend(facts: ProcedureFacts, mendings: Iterable[Mending]) -> ProcedureFacts:
    """The facts with every mending in its place."""
    left_out: set[int] = set()
    for mending in mendings:
        what = what_mends(mending.reason, mending.row)
        if what is What.CHANNEL:
            left_out.add(mending.row)
        elif what is not What.NOTHING:
            facts = _APPLY[what](facts, mending)
    kept = tuple(channel for row, channel in enumerate(facts.channels) if row not in left_out)
    return replace(facts, channels=kept)


def _text(facts: ProcedureFacts, mending: Mending) -> ProcedureFacts:
    name = _TEXTS[mending.reason]
    if name != "executing":
        return replace(facts, **{name: mending.value})
    bodies = tuple(body.strip() for body in mending.value.split(";") if body.strip())
    agencies: Agencies = replace(facts.agencies, executing=bodies)
    return replace(facts, agencies=agencies)


def _channel(facts: ProcedureFacts, row: int, **values: Any) -> ProcedureFacts:
    channels = list(facts.channels)
    channels[row] = replace(channels[row], **values)
    return replace(facts, channels=tuple(channels))


_APPLY: dict[What, Callable[[ProcedureFacts, Mending], ProcedureFacts]] = {
    What.TEXT: _text,
    What.LIMIT: lambda facts, each: _channel(facts, each.row, limit=each.value),
    What.FEES: lambda facts, each: _channel(facts, each.row, fees=each.value),
}


def value_to_plain(mending: Mending) -> Any:
    """The value of a mending as JSON."""
    match what_mends(mending.reason, mending.row):
        case What.LIMIT:
            return _LIMIT.dump_python(mending.value, mode="json", exclude_defaults=True)
        case What.FEES:
            return _FEES.dump_python(mending.value, mode="json", exclude_defaults=True)
    return mending.value


def mending_from_plain(reason: str, row: int | None, value: Any) -> Mending:
    """What `value_to_plain` wrote, with its reason and row."""
    known = Reason[reason]
    match what_mends(known, row):
        case What.LIMIT:
            return Mending(known, row, _LIMIT.validate_python(value))
        case What.FEES:
            return Mending(known, row, _FEES.validate_python(value))
    return Mending(known, row, value)
