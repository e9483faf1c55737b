"""A whole dossier as data, in the shape that its package carries; `schema()` describes it.

Everything a person needs who has nothing but the package: what was asked and answered, every step,
every paper with its hash, the money. Personal data stand in it, for it goes to those who may see
the dossier anyway.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dossiers.models import Dossier
from dossiers.selectors.charges import book_of, charges_of
from dossiers.workflow import TABLE, Action
from portal.audit.models import Event
from portal.documents.models import IssuedDocument, StoredFile

FORMAT: Literal["dossier-package/1"] = "dossier-package/1"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FileRow(Part):
    """A file in the package, by its path."""

    path: str
    name: str
    type: str
    size: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    what: str = Field(description="the paper of the procedure that it was handed in as")


class PaperRow(Part):
    """A paper issued by the agency; a signed one bears its signature inside (PAdES)."""

    path: str
    code: str
    kind: str
    issued_at: datetime
    signed_at: datetime | None
    signer: str
    validity: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class StepRow(Part):
    """One step, by the number of its event in the log."""

    event: int
    at: datetime
    action: str
    words: str
    state: str


class DateRow(Part):
    kind: str
    at: datetime | None
    unit: str
    computed_at: datetime


class ChargeRow(Part):
    name: str
    amount: Decimal | None = Field(description="whole đồng")


class MoneyRow(Part):
    charges: list[ChargeRow]
    due: Decimal
    received: Decimal
    refunded: Decimal


class DecisionRow(Part):
    outcome: str
    wording: str
    reason: str
    at: datetime
    by: str
    post: str


class Record(Part):
    """One dossier. Times are ISO 8601 with offset; money is whole đồng."""

    format: Literal["dossier-package/1"]
    code: str
    submission_number: str
    procedure: str
    procedure_name: str
    agency: str
    applicant: str
    organisation: str
    state: str
    submitted_at: datetime
    accepted_at: datetime | None
    decided_at: datetime | None
    closed_at: datetime | None
    answers: dict[str, Any]
    dates: list[DateRow]
    decisions: list[DecisionRow]
    money: MoneyRow
    steps: list[StepRow]
    files: list[FileRow]
    papers: list[PaperRow]


def schema() -> dict[str, Any]:
    """JSON Schema of `data/dossier.json`."""
    return Record.model_json_schema()


def record_of(
    dossier: Dossier,
    events: Iterable[Event],
    files: dict[str, StoredFile],
    papers: dict[str, IssuedDocument],
) -> Record:
    """The dossier with `events` of it, its files and papers, each by its path in the package."""
    handed_in = {row.file_id: row.paper.name for row in dossier.papers.select_related("paper")}
    return Record(
        format=FORMAT,
        code=dossier.code or "",
        submission_number=dossier.submission_number,
        procedure=dossier.revision.procedure.code,
        procedure_name=dossier.revision.title,
        agency=str(dossier.agency),
        applicant=dossier.applicant_name,
        organisation=str(dossier.organisation or ""),
        state=dossier.state,
        submitted_at=dossier.submitted_at,
        accepted_at=dossier.accepted_at,
        decided_at=dossier.decided_at,
        closed_at=dossier.closed_at,
        answers=dossier.answers,
        dates=[
            DateRow(kind=row.kind, at=row.at, unit=row.unit, computed_at=row.computed_at)
            for row in dossier.due_dates.order_by("id")
        ],
        decisions=_decisions(dossier),
        money=_money(dossier),
        steps=[_step(event) for event in events if event.kind.startswith("dossier.")],
        files=[_file(path, file, handed_in) for path, file in files.items()],
        papers=[_paper(path, paper) for path, paper in papers.items()],
    )


def _decisions(dossier: Dossier) -> list[DecisionRow]:
    return [
        DecisionRow(
            outcome=row.outcome,
            wording=row.wording,
            reason=row.reason,
            at=row.at,
            by=row.by.full_name,
            post=row.post_title,
        )
        for row in dossier.decisions.filter(revoked_at=None).select_related("by").order_by("id")
    ]


def _money(dossier: Dossier) -> MoneyRow:
    book = book_of(dossier)
    charges = [ChargeRow(name=row.name, amount=row.amount) for row in charges_of(dossier)]
    return MoneyRow(charges=charges, due=book.due, received=book.received, refunded=book.refunded)


def _step(event: Event) -> StepRow:
    action = Action(event.kind.removeprefix("dossier."))
    return StepRow(
        event=event.pk,
        at=event.occurred_at,
        action=action,
        words=str(TABLE[action].past),
        state=event.payload.get("to", ""),
    )


def _file(path: str, file: StoredFile, handed_in: dict) -> FileRow:
    return FileRow(
        path=path,
        name=file.name,
        type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        what=handed_in.get(file.pk, ""),
    )


def _paper(path: str, paper: IssuedDocument) -> PaperRow:
    return PaperRow(
        path=path,
        code=paper.code,
        kind=paper.kind,
        issued_at=paper.issued_at,
        signed_at=paper.signed_at,
        signer=paper.signer_name,
        validity=paper.state,
        sha256=paper.sha256,
    )
