"""The revision editor's sections, in the order of the law, each with what the gate says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from procedures.admin import parts
from procedures.services.findings import Finding, Section

TITLES = {
    Section.NAME: _("Name"),
    Section.ANNOUNCEMENT: _("Announcement and source"),
    Section.STEPS: _("Steps in order"),
    Section.CASES: _("Situations of the applicant"),
    Section.PAPERS: _("Papers"),
    Section.CHANNELS: _("Ways to file, time and fees"),
    Section.WHO: _("Who may apply, on what conditions"),
    Section.AGENCIES: _("Agencies"),
    Section.RESULTS: _("Results"),
    Section.LAW: _("Legal basis and related procedures"),
    Section.ONLINE: _("Online"),
    Section.PROCESS: _("Internal process and duties"),
}
FIELDS: dict[Section, list[Any]] = {
    Section.NAME: [
        *("procedure", "name", "everyday_name", "summary", "procedure_type"),
    ],
    Section.ANNOUNCEMENT: [
        ("decision_symbol", "decision_date"),
        "short_procedure",
        "in_force_from",
        *("source", "source_date", "source_url"),
    ],
    Section.STEPS: ["steps"],
    Section.CHANNELS: [
        *(("clock_policy", "extension_cap"), "left_out", "clock_basis"),
        *(("asking_days", "asking_basis"), "answer_days", "transfer_cutoff"),
    ],
    Section.WHO: ["audiences", "conditions"],
    Section.AGENCIES: [
        *("tiers", "deciding_agency", "executing_agency", "coordinating_agency"),
        *("delegated_agency", "reception_agency", "agency_codes"),
    ],
    Section.LAW: ["related"],
    Section.ONLINE: [("level", "completeness", "partial_reason"), "form"],
    Section.PROCESS: [("process_decision", "process_decision_date")],
}
ROWS: dict[Section, list[type]] = {
    Section.CASES: [parts.CaseInline],
    Section.PAPERS: [parts.PaperInline],
    Section.CHANNELS: [parts.ChannelInline],
    Section.RESULTS: [parts.ResultInline],
    Section.LAW: [parts.LegalBasisInline],
    Section.PROCESS: [parts.ProcessStepInline, parts.DutyInline],
}
FIELDSETS = [
    (section.value, {"fields": FIELDS[section]}) for section in TITLES if section in FIELDS
]
INLINES = [inline for section in TITLES for inline in ROWS.get(section, [])]


@dataclass
class Shown:
    """One section of the page: its fields, its rows, and what the gate says of it."""

    key: str
    title: str
    fieldsets: list[Any] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    faulty: bool = False

    @property
    def refused(self) -> bool:
        return any(finding.refuses for finding in self.findings)


def sections(adminform: Any, inlines: Iterable[Any], findings: list[Finding]) -> list[Shown]:
    """The sections of the editor with the admin's own fieldsets and rows put into their places."""
    shown = {key: Shown(key.value, str(title)) for key, title in TITLES.items()}
    for fieldset in adminform:
        shown[Section(fieldset.name)].fieldsets.append(_untitled(fieldset))
    for row in inlines:
        key = next(key for key, kinds in ROWS.items() if type(row.opts) in kinds)
        shown[key].rows.append(row)
    for finding in findings:
        shown[finding.section].findings.append(finding)
    for section in shown.values():
        section.faulty = _faulty(section)
    return list(shown.values())


def _untitled(fieldset: Any) -> Any:
    """The section has the heading; the fieldset inside it needs none."""
    fieldset.name = None
    return fieldset


def _faulty(section: Shown) -> bool:
    wrong = any(line.errors() for each in section.fieldsets for line in each)
    rows = (row.formset for row in section.rows if row.formset.is_bound)
    return wrong or any(any(row.errors) or row.non_form_errors() for row in rows)
