"""What one record of a source says of a procedure, as plain typed values.

Nothing here is corrected: a value is what the source writes or, where that cannot be read, empty
and told of by a `Problem`. Amounts are whole đồng unless `currency` says otherwise; days are local
dates; hours are local times of the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from portal.kernel.limits import Unit
from procedures.imports.problems import Problem, Reason, Severity
from procedures.imports.vocabulary import (
    Audience,
    ChannelKind,
    FeeKind,
    LimitKind,
    PaperKind,
    Tier,
)


@dataclass(frozen=True, slots=True)
class Agencies:
    """Names as the source writes them; `reception_address` is free text."""

    deciding: tuple[str, ...] = ()
    executing: tuple[str, ...] = ()
    delegated: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    reception_address: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step, in the case of the applicant it belongs to (empty: every case)."""

    text: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit. `LIMITED` has a number and a unit; `SAME_DAY` may have the last hour after
    which the result comes on the next working day; `stated_as` is what the source writes."""

    kind: LimitKind
    number: int | None = None
    unit: Unit | None = None
    cutoff: time | None = None
    stated_as: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """One charge. `unit` is what is charged for (`trang`, `bản`), `exemption` the sentences on
    who pays less or nothing, `legal_basis` the symbol of the text that sets it. The window has both
    ends included."""

    kind: FeeKind
    amount: int | None = None
    currency: str = "VND"
    unit: str = ""
    name: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    exemption: str = ""
    legal_basis: str = ""
    stated_as: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to file, with its own limit and fees. `case` is empty where it holds in every case."""

    kind: ChannelKind
    limit: Limit
    fees: tuple[Fee, ...] = ()
    note: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form offered with a paper: the name of its file, and its address where there is one."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the dossier. Counts of `None` are not stated. A paper of which nobody wants a
    single copy (`note`) is a remark standing in the list, not a paper."""

    name: str
    kind: PaperKind = PaperKind.HAND_IN
    originals: int | None = None
    certified: int | None = None
    copies: int | None = None
    form_symbol: str = ""
    forms: tuple[FormFile, ...] = ()
    code: str = ""

    @property
    def uncounted(self) -> bool:
        return self.originals is None and self.certified is None and self.copies is None

    @property
    def is_note(self) -> bool:
        return (self.originals, self.certified, self.copies) == (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Case:
    """Papers under one heading. `name` is empty for the list that holds in every case."""

    name: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class LegalText:
    """A text the procedure stands on. `symbol` is empty where the row has none."""

    symbol: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """One procedure as its source tells it. `raw` keeps the text of every field for whoever
    reviews it, `extra` the names of fields nobody knows here."""

    code: str
    owner: str = ""
    name: str = ""
    decision: str = ""
    tiers: tuple[Tier, ...] = ()
    kind: str = ""
    sector: str = ""
    sector_code: str = ""
    audiences: tuple[Audience, ...] = ()
    agencies: Agencies = Agencies()
    related: tuple[Related, ...] = ()
    steps: tuple[Step, ...] = ()
    channels: tuple[Channel, ...] = ()
    cases: tuple[Case, ...] = ()
    legal_bases: tuple[LegalText, ...] = ()
    conditions: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    source_url: str = ""
    internal: bool = False
    raw: Mapping[str, str] = field(default_factory=dict, hash=False)
    extra: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether somebody must decide before this may become a revision."""
        return any(problem.severity is Severity.BLOCKING for problem in self.problems)

    @property
    def reasons(self) -> frozenset[Reason]:
        return frozenset(problem.reason for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file: its line number from 1 (or its place in a list), the SHA-256 of its
    bytes as they stand in the (unpacked) file, and its facts or why there are none."""

    number: int
    sha256: str
    facts: ProcedureFacts | None = None
    failure: Problem | None = None
