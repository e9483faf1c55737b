"""Keep what happened with a partner: each exchange, the figures, the health of the connector."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from portal.integrations.connectors import find
from portal.integrations.models import ConnectorState, Exchange, Tally

log = logging.getLogger(__name__)

# How exactly the page shows the last success; a row written at every call would be fought for.
FRESH = timedelta(seconds=20)


@dataclass(slots=True)
class Noted:
    """An exchange and what it says of the partner's health: `counts` when a call of ours came to
    the partner's door, `is_fault` when the partner failed, `pause` when it asked us to wait.
    """

    exchange: Exchange
    counts: bool = True
    is_fault: bool = False
    pause: timedelta | None = None


@dataclass(slots=True)
class _Kept:
    message_id: int | None
    notes: list[Noted] = field(default_factory=list)


_open: ContextVar[_Kept | None] = ContextVar("kept_exchanges", default=None)


@contextmanager
def kept(message_id: int | None = None) -> Iterator[None]:
    """Write what is noted inside when the block is left, in a transaction of its own.

    Open it outside of the transaction that calls the partner: a failed try is rolled back, the
    record that it was made is not. `message_id` is the outgoing message that is being tried.
    """
    held = _Kept(message_id)
    before = _open.set(held)
    try:
        yield
    finally:
        _open.reset(before)
        _write(held.notes)


def note(noted: Noted) -> None:
    """Keep it with the block that is open, or write it now."""
    held = _open.get()
    if held is None:
        _write([noted])
        return
    noted.exchange.message_id = held.message_id
    held.notes.append(noted)


def came_through(name: str) -> bool:
    """Whether the partner has answered a call of the block that is open."""
    held = _open.get()
    return held is not None and any(
        noted.exchange.connector == name and noted.counts and not noted.is_fault
        for noted in held.notes
    )


def amend(noted: Noted) -> None:
    """What is known better after the answer was looked at."""
    if noted.exchange.pk:
        noted.exchange.save(update_fields=["error"])


def _write(notes: list[Noted]) -> None:
    """Never raises for the database: the record must not undo what it tells of."""
    if not notes:
        return
    try:
        with transaction.atomic():
            Exchange.objects.bulk_create([noted.exchange for noted in notes])
            by_name = sorted(notes, key=lambda noted: noted.exchange.connector)
            for name, group in groupby(by_name, key=lambda noted: noted.exchange.connector):
                _of_one(name, list(group))
    except DatabaseError:
        log.exception("%s exchanges with partners were not recorded", len(notes))


def _of_one(name: str, notes: list[Noted]) -> None:
    calls = [noted for noted in notes if noted.exchange.direction == Exchange.Direction.OUT]
    if calls:
        _tally(name, calls)
    if not _is_old_news(name, notes):
        state, _new = ConnectorState.objects.select_for_update().get_or_create(pk=name)
        for noted in notes:
            _see(state, noted)
        state.save()


def _tally(name: str, calls: list[Noted]) -> None:
    bad = sum(bool(noted.exchange.error) for noted in calls)
    good = len(calls) - bad
    took = sum(noted.exchange.milliseconds or 0 for noted in calls)
    since = Tally.begins(calls[-1].exchange.at)
    more = {
        "succeeded": F("succeeded") + good,
        "failed": F("failed") + bad,
        "milliseconds": F("milliseconds") + took,
    }
    row = Tally.objects.filter(connector=name, since=since)
    if row.update(**more):
        return
    try:
        with transaction.atomic():
            Tally.objects.create(
                connector=name, since=since, succeeded=good, failed=bad, milliseconds=took
            )
    except IntegrityError:
        row.update(**more)


def _is_old_news(name: str, notes: list[Noted]) -> bool:
    """All went well, as it did a moment ago: nothing to write, and no row to fight for."""
    if any(noted.is_fault or noted.pause for noted in notes):
        return False
    state = ConnectorState.objects.filter(pk=name, failures=0, resting_until=None).first()
    if state is None:
        return False
    inward = {Exchange.Direction.IN: state.last_received_at}
    return all(
        (last := inward.get(noted.exchange.direction, state.last_success_at))
        and noted.exchange.at - last < FRESH
        for noted in notes
    )


def _see(state: ConnectorState, noted: Noted) -> None:
    exchange = noted.exchange
    ended = exchange.at + timedelta(milliseconds=exchange.milliseconds or 0)
    if exchange.direction == Exchange.Direction.IN:
        state.last_received_at = ended
    elif noted.is_fault:
        state.failed(exchange.at, ended, exchange.error, find(state.name))
    elif noted.counts:
        state.succeeded(ended)
    if noted.pause:
        state.rest(ended, noted.pause)
