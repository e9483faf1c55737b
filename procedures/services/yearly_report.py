"""An agency's yearly report: written by one person, signed by the agency's leader."""

from django.db import transaction
from django.utils import timezone

from portal.agencies.models import Agency
from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import (
    BadFacts,
    NotPermitted,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import YearlyReport
from procedures.permissions import may_sign_report, may_write_report
from procedures.selectors.reports import figures_of, reporting_agencies
from procedures.workflow import ReportState


@transaction.atomic
def write_report(
    *, year: int, agency: Agency, by: Actor, expected_version: int, **texts: str
) -> YearlyReport:
    """Keeps the texts `done`, `obstacles` and `plans` of the report; begins it when there is none.

    `expected_version` is 0 for a report not begun. Raises NotPermitted, SomebodyWasFaster,
    WrongState once it is signed, and BadFacts for an agency that offered nothing that year.
    """
    if not may_write_report(by, agency):
        raise NotPermitted
    if not reporting_agencies(year).filter(pk=agency.pk).exists():
        raise BadFacts("agency")
    report, is_new = YearlyReport.objects.get_or_create(year=year, agency=agency)
    report = YearlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if expected_version != (0 if is_new else report.version):
        raise SomebodyWasFaster
    if report.state != ReportState.DRAFT:
        raise WrongState
    for name in ("done", "obstacles", "plans"):
        setattr(report, name, texts.get(name, "").strip())
    report.written_by_id, report.written_at = by.user_id, timezone.now()
    report.version += 0 if is_new else 1
    report.save()
    record("yearly_report.written", report, by, {"year": year, "agency": agency.pk})
    return report


@transaction.atomic
def sign_report(*, report: YearlyReport, by: Actor, expected_version: int) -> YearlyReport:
    """The leader of the agency signs text and figures; both stay as they were at that moment.

    Raises NotPermitted, SomebodyWasFaster, WrongState, SecondPersonNeeded for whoever wrote the
    text, and BadFacts while nothing is said of the year's work.
    """
    report = YearlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not may_sign_report(by, report.agency):
        raise NotPermitted
    if report.version != expected_version:
        raise SomebodyWasFaster
    if report.state != ReportState.DRAFT:
        raise WrongState
    if by.user_id == report.written_by_id:
        raise SecondPersonNeeded
    if not report.done:
        raise BadFacts("done")
    report.figures = figures_of(report.agency, report.year)
    report.state = ReportState.SIGNED
    report.signed_by_id, report.signed_at = by.user_id, timezone.now()
    report.version += 1
    report.save()
    record("yearly_report.signed", report, by, {"year": report.year, "agency": report.agency_id})
    return report
