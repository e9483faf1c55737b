from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head and foot that all papers share."""

    agency_above: str
    agency: str
    place: str
    on: date
    form_label: str = ""
    number: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """A person or organisation as the paper shows it. The identity number may be masked."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """A paper of the dossier with the number of originals, certified copies and plain copies."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementItem:
    """One thing to complete or correct, and why."""

    name: str
    reason: str = ""
    originals: int = 0
    certified: int = 0
    copies: int = 0


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """One row of the control slip. `outcome`: trước hạn, đúng hạn or quá hạn."""

    giver: str
    taker: str
    at: datetime
    giver_name: str = ""
    taker_name: str = ""
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    number: int
    dossier_code: str
    procedure: str
    sets: int
    owner: str
    contact: str
    received_on: date
    due_on: date | None
    returned_on: date | None = None
    returned_by: str = ""
    returned_to: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of a result: what it is and its value."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class MoneyLine:
    """One charge of a receipt: what it is, how much, and the text that lays it down."""

    name: str
    amount: str
    basis: str = ""
