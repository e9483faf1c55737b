"""What every carrier of text messages is given, and what its answer means to us."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """`REFUSED`: this carrier has surely not taken it, another may. `BAD`: nobody will take it.

    `UNKNOWN`: it may have gone out, so nobody is asked a second time.
    """

    TAKEN = "TAKEN"
    REFUSED = "REFUSED"
    BAD = "BAD"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class TextMessage:
    """`to` is E.164 (`+84912345678`); `key` the same at every try; `report_to` an address of ours
    that is told whether the phone got it.
    """

    to: str
    text: str
    key: str
    is_unicode: bool = False
    report_to: str = ""

    @property
    def number(self) -> str:
        """As carriers write it: `84912345678`."""
        return self.to.removeprefix("+")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request: a JSON body or a text one."""

    path: str
    json: Mapping[str, Any] | None = None
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the carrier said: `code` is its own, `reference` its number of the message."""

    verdict: Verdict
    code: str = ""
    reference: str = ""


def not_understood(code: str = "unreadable") -> Outcome:
    """An answer outside the carrier's own table: it may have sent the message."""
    return Outcome(Verdict.UNKNOWN, code)
