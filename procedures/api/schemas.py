"""What the API says of a procedure. What the source does not state is null, never invented."""

from datetime import date, datetime

from ninja import Field, Schema

from procedures.api.blanks import BlankFormOut
from procedures.api.figures import FiguresOut


class ExemptionOut(Schema):
    """Either `share`, the per cent spared, or `amount`, what is paid instead."""

    group: str
    who: str
    share: int | None
    amount: int | None
    valid_from: date | None
    valid_to: date | None
    proof: str
    legal_basis: str | None
    local: bool
    text: str


class FeeOut(Schema):
    """`amount` is null unless the kind is FIXED or PER_UNIT. `local`: set by the province, by the
    text `legal_basis`."""

    key: str
    name: str
    kind: str
    charge: str | None = Field(description="FEE for a service, LEVY for an act of the state.")
    code: str
    amount: int | None
    currency: str
    per: str
    valid_from: date | None
    valid_to: date | None
    exemption: str
    exemptions: list[ExemptionOut]
    legal_basis: str | None
    local: bool
    text: str


class ChannelOut(Schema):
    """`limit` and `unit` are null unless the kind of limit is LIMITED."""

    kind: str
    case: str | None
    limit_kind: str
    limit: int | None
    unit: str | None
    cutoff: str | None
    at_most: int | None = Field(description="Working days, where something must be verified.")
    stated_as: str
    local: str | None = Field(description="Text of the province that shortens the limit.")
    text: str
    note: str
    visits: int | None = Field(description="Visits to an office, null when not stated.")
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
    code: str
    result_code: str = Field(description="KQ.… of an earlier result that stands for the paper.")
    form_symbol: str
    blank_form_url: str
    replaced_by_form: bool


class CaseOut(Schema):
    key: str
    name: str
    rule: dict | None = Field(description="Condition over answers that chooses the case.")


class ResultOut(Schema):
    code: str
    name: str
    final: bool
    valid_for: str
    renewal_code: str = Field(
        description="Code of the procedure that renews it; empty when the same one does."
    )


class LegalBasisOut(Schema):
    symbol: str
    symbol_key: str = Field(description="Letters and digits only: the same for every spelling.")
    title: str


class LocalTermsOut(Schema):
    """A text of the province in force for the procedure today."""

    symbol: str
    title: str
    in_force_from: date
    in_force_until: date | None
    note: str


class ProcessStepOut(Schema):
    """Steps with the same `stage` run side by side."""

    stage: int
    name: str
    role: str
    unit: str
    agency_code: str | None
    days: float | None
    hours: float | None
    hand_over: str | None


class DutyOut(Schema):
    party: str
    text: str


class OfferingOut(Schema):
    agency: str
    code: str | None
    channels: list[str]
    note: str


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
    procedure_type: str
    decision: str | None
    decision_date: date | None
    in_force_from: date
    tiers: list[str]
    deciding_agency: str | None
    executing_agency: str | None
    coordinating_agency: str | None
    delegated_agency: str | None
    reception_agency: str | None
    agency_codes: list[str]
    partial_reason: str | None
    steps: list[str]
    conditions: list[str]
    related: list[str]
    clock_policy: str
    left_out: list[str]
    clock_basis: str
    cases: list[CaseOut]
    channels: list[ChannelOut]
    papers: list[PaperOut]
    blank_forms: list[BlankFormOut]
    results: list[ResultOut]
    legal_bases: list[LegalBasisOut]
    local_terms: list[LocalTermsOut]
    process: list[ProcessStepOut]
    process_decision: str | None
    process_decision_date: date | None
    duties: list[DutyOut]
    offerings: list[OfferingOut]
    form: dict | None = Field(description="Electronic form as JSON Schema, null without one.")
    figures: FiguresOut = Field(description="How it is used: of `agency`, else of all together.")
    source: str
    source_url: str
    source_date: date
    imported_at: datetime | None
