"""What the portal says of a dossier to the national portal, free of anybody's field names.

The two generations of the interface write these facts in their own words and numbers; their tables
stand in `gen1.codes` and `gen2.codes`. Moments carry a time zone, amounts are whole đồng.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """The ten statuses of the national list, by name."""

    REGISTERED = "REGISTERED"
    ACCEPTED = "ACCEPTED"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    IN_PROCESS = "IN_PROCESS"
    PAPERS_ASKED = "PAPERS_ASKED"
    PAYMENT_ASKED = "PAYMENT_ASKED"
    WITHDRAWN = "WITHDRAWN"
    STOPPED = "STOPPED"
    DONE = "DONE"
    RETURNED = "RETURNED"


class Way(StrEnum):
    """Through which channel the dossier came."""

    COUNTER = "COUNTER"
    ONLINE = "ONLINE"
    POST = "POST"
    KIOSK = "KIOSK"


class OwnerKind(StrEnum):
    CITIZEN = "CITIZEN"
    ENTERPRISE = "ENTERPRISE"
    HOUSEHOLD = "HOUSEHOLD"
    AGENCY = "AGENCY"
    OTHER = "OTHER"


class GivenBack(StrEnum):
    """How the result reaches the applicant."""

    ACCOUNT = "ACCOUNT"
    DESK = "DESK"
    POST = "POST"


class FeeKind(StrEnum):
    FEE = "FEE"
    LEVY = "LEVY"


class Collected(StrEnum):
    """When a fee is collected."""

    AT_RECEIPT = "AT_RECEIPT"
    AT_SUPPLEMENT = "AT_SUPPLEMENT"
    AT_RETURN = "AT_RETURN"


class CopyKind(StrEnum):
    ORIGINAL = "ORIGINAL"
    COPY = "COPY"
    ELECTRONIC = "ELECTRONIC"


@dataclass(frozen=True, slots=True)
class FileSource:
    """A stored file, in both ways the centre takes one: fetched by it from `link()`, or handed to
    it as `content()`. Neither is made before it is needed.
    """

    name: str
    sha256: str
    content_type: str
    link: Callable[[], str]
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A paper handed in. `paper_code` is its code in the national database, if it has one."""

    key: str
    title: str
    file: FileSource
    paper_code: str = ""
    copy: CopyKind = CopyKind.ELECTRONIC
    digitised: bool = False
    reused: bool = False
    from_store: bool = False
    result_code: str = ""


@dataclass(frozen=True, slots=True)
class FeeDue:
    code: str
    name: str
    kind: FeeKind
    amount: Decimal
    collected: Collected = Collected.AT_RECEIPT
    paid: bool = False
    paid_online: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One request for more papers with its answer, and the date of return before and after it."""

    key: str
    asked_by: str
    asked_for: str
    asked_at: datetime
    answered_by: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    papers: tuple[PaperIn, ...] = ()
    due_before: datetime | None = None
    due_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResultOut:
    key: str
    title: str
    file: FileSource
    code: str = ""
    kind_code: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: by whom, where, from when, by when, and the status it led to."""

    key: int
    by: str
    post: str
    unit: str
    words: str
    status: Status
    at: datetime
    started_at: datetime
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Facts that feed the national index of service quality (QĐ 766/QĐ-TTg)."""

    digitised: bool = False
    identity_proven: bool = False
    paid_online: bool = False
    databases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """`number` is an identity or tax number; `account` the person's id at the national portal."""

    name: str
    kind: OwnerKind
    number: str = ""
    account: str = ""
    email: str = ""
    phone: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A dossier as it stands. `code` is the one under which the national portal knows it;
    `local_code` the one of the receipt, when it has one and it differs.
    """

    code: str
    procedure_code: str
    procedure_name: str
    sector_code: str
    sector_name: str
    received_at_code: str
    received_at: str
    held_by: str
    way: Way
    owner: Owner
    status: Status
    filed_at: datetime
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    decided_at: datetime | None = None
    returned_at: datetime | None = None
    refused_at: datetime | None = None
    local_code: str = ""
    summary: str = ""
    remark: str = ""
    given_back: GivenBack = GivenBack.ACCOUNT
    given_to: str = ""
    papers: tuple[PaperIn, ...] = ()
    fees: tuple[FeeDue, ...] = ()
    rounds: tuple[Round, ...] = ()
    results: tuple[ResultOut, ...] = ()
    quality: Quality = field(default_factory=Quality)


@dataclass(frozen=True, slots=True)
class Grades:
    """How many chose each of the three grades."""

    very_satisfied: int = 0
    satisfied: int = 0
    not_satisfied: int = 0

    @property
    def total(self) -> int:
        return self.very_satisfied + self.satisfied + self.not_satisfied


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The ratings of one procedure at one agency in one month; totals only, nobody's own grade."""

    procedure_code: str
    agency_code: str
    agency_name: str
    compiled_on: date
    overall: Grades
    service: Grades
