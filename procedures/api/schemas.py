"""What the API says of a procedure. What the source does not state is null, never invented."""

from datetime import date

from ninja import Field, Schema


class FeeOut(Schema):
    """`amount` is in đồng and null unless the kind is FIXED or PER_UNIT."""

    key: str
    name: str
    kind: str
    amount: int | None
    per: str
    valid_from: date | None
    valid_to: date | None
    exemption: str
    text: str


class ChannelOut(Schema):
    """`limit` and `unit` are null unless the kind of limit is LIMITED."""

    kind: str
    case: str | None
    limit_kind: str
    limit: int | None
    unit: str | None
    cutoff: str | None
    stated_as: str
    text: str
    note: str
    fees: list[FeeOut]


class PaperOut(Schema):
    key: str
    case: str | None
    name: str
    kind: str
    originals: int
    certified: int
    copies: int
    condition: str
    form_symbol: str
    replaced_by_form: bool


class CaseOut(Schema):
    key: str
    name: str


class ResultOut(Schema):
    code: str
    name: str
    final: bool


class LegalBasisOut(Schema):
    symbol: str
    title: str


class OfferingOut(Schema):
    agency: str
    code: str | None
    channels: list[str]


class ProcedureLine(Schema):
    code: str
    name: str
    sector: str
    sector_name: str
    level: int
    completeness: str = Field(description="FULL, PARTIAL or NONE: whether somebody must come.")
    audiences: list[str]
    url: str


class ProcedureList(Schema):
    """`next` is the cursor of the next page, null at the end; nothing is counted."""

    results: list[ProcedureLine]
    next: str | None


class ProcedureOut(ProcedureLine):
    scope: str
    revision: int
    decision: str | None
    in_force_from: date
    tiers: list[str]
    deciding_agency: str | None
    executing_agency: str | None
    coordinating_agency: str | None
    steps: list[str]
    conditions: list[str]
    clock_policy: str
    cases: list[CaseOut]
    channels: list[ChannelOut]
    papers: list[PaperOut]
    results: list[ResultOut]
    legal_bases: list[LegalBasisOut]
    offerings: list[OfferingOut]
    form: dict | None = Field(description="Electronic form as JSON Schema, null without one.")
    source: str
    source_date: date
