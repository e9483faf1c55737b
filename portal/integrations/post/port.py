"""What the portal says to a carrier and hears from one: plain values, the same for every carrier.

A carrier is a module of this package: its own field names, its own status codes and its own way of
telling (asked for by a cursor, or pushed) end there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Scan(StrEnum):
    """What a carrier can report of a parcel. `OTHER` is kept and changes nothing."""

    ACCEPTED = "ACCEPTED"
    COLLECTING = "COLLECTING"
    MISSED = "MISSED"
    COLLECTED = "COLLECTED"
    IN_TRANSIT = "IN_TRANSIT"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    LOST = "LOST"
    RETURNED = "RETURNED"
    DELIVERED = "DELIVERED"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Place:
    """One end of the way. `province` is the carrier's own code of it; `line` the whole address."""

    name: str
    phone: str
    line: str
    province: str
    commune: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A parcel to be taken from one place to another.

    `key` is ours and the same at every try, so that the carrier recognises a repeat. `cod` is what
    the carrier collects at the door, whole đồng; `waybill` a number the carrier gave us beforehand,
    where it works so.
    """

    key: str
    sender: Place
    receiver: Place
    contents: str
    grams: int
    cod: Decimal = Decimal(0)
    waybill: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """The carrier has the order; `already` when it had it before this call."""

    number: str = ""
    already: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that a carrier says of the parcel with our `key`.

    `code` and `text` are the carrier's own; `cod` is what it says it collected at the door.
    """

    key: str
    scan: Scan
    at: datetime
    code: str
    text: str = ""
    place: str = ""
    reason: str = ""
    cod: Decimal | None = None
    number: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """A page of reports and where the next one begins; `full` when there may be more."""

    reports: list[Report]
    cursor: str
    full: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """A call that came in, as it came. Header names are lower case."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)


class Unreadable(ValueError):
    """What came in is not what this carrier sends; says which part, never its content."""


class Carrier(Protocol):
    """One carrier. `numbered`: every order takes a waybill number out of a stock given to us."""

    name: str
    label: str
    numbered: bool

    def place(self, order: Order) -> Placed:
        """Order it. A carrier that has the order already is success. Raises the three errors."""

    def cancel(self, key: str, number: str) -> None:
        """Take the order back. Raises the three errors."""


class Polled(Carrier, Protocol):
    """A carrier that is asked what happened."""

    start: str

    def track(self, cursor: str) -> Batch:
        """What happened after `cursor`."""


class Pushing(Carrier, Protocol):
    """A carrier that calls us."""

    def authentic(self, push: Push) -> bool:
        """Whether it is really this carrier that calls; compared in constant time."""

    def read(self, push: Push) -> list[Report]:
        """What the call says. Raises `Unreadable`."""
