"""Handlers of outgoing messages by name. Each app registers its own in `tasks.py`.

`put` names a handler and the worker finds it here, so a verb never imports the code that talks to
the outside.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from portal.integrations.queues import QUEUES, UPKEEP


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a handler gets. `key` is the same at every try; `attempt` counts from 1."""

    id: int
    key: UUID
    event_id: int | None
    recipient: str
    channel: str
    payload: Mapping[str, Any]
    attempt: int


Deliver = Callable[[Envelope], None]
GaveUp = Callable[[Envelope, str], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """How a kind of message is delivered and for how long it is tried.

    Between tries the wait doubles from `first_wait` to `longest_wait`. After `tries` tries, or
    `patience` after the message was written, it is given up and `gave_up(envelope, reason)` writes
    what an official must see. `connector` is the partner it goes to, unless `put` says another;
    `label` what officials call such a message.
    """

    name: str
    queue: str
    deliver: Deliver
    gave_up: GaveUp | None
    tries: int
    first_wait: timedelta
    longest_wait: timedelta
    patience: timedelta
    connector: str = ""
    label: str = ""


class UnknownHandler(LookupError):
    """No app has registered a handler of this name."""


_handlers: dict[str, Handler] = {}


def handler(
    name: str,
    *,
    queue: str,
    label: str = "",
    connector: str = "",
    gave_up: GaveUp | None = None,
    tries: int = 12,
    first_wait: timedelta = timedelta(seconds=30),
    longest_wait: timedelta = timedelta(hours=3),
    patience: timedelta = timedelta(days=3),
) -> Callable[[Deliver], Deliver]:
    """Register the decorated function as the one that delivers messages called `name`.

    It runs inside a transaction: what it writes about the delivery commits together with the
    message's own state, or not at all. It raises Retry, SlowDown or Never; an answer of the other
    side that it has the message already is success.
    """
    if queue not in QUEUES:
        raise ValueError(f"{name}: no worker listens to a queue called {queue}")

    def register(deliver: Deliver) -> Deliver:
        known = _handlers.get(name)
        if known and known.deliver.__qualname__ != deliver.__qualname__:
            raise ValueError(f"two handlers are called {name}")
        _handlers[name] = Handler(
            name,
            queue,
            deliver,
            gave_up,
            tries,
            first_wait,
            longest_wait,
            patience,
            connector,
            label,
        )
        return deliver

    return register


def find(name: str) -> Handler:
    """The handler called `name`. Raises UnknownHandler."""
    try:
        return _handlers[name]
    except KeyError:
        raise UnknownHandler(name) from None


def queue_of(name: str) -> str:
    """Where messages called `name` wait for a worker. One that no handler knows is given up in the
    queue of the house.
    """
    known = _handlers.get(name)
    return known.queue if known else UPKEEP


def label_of(name: str) -> str:
    """What officials call a message of this kind; its name where nobody has said."""
    known = _handlers.get(name)
    return str(known.label) if known and known.label else name


def names() -> frozenset[str]:
    return frozenset(_handlers)
