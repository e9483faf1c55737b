"""The agencies' yearly reports, each and all together."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.admin_site.views import official_view
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.kernel.numbers import whole_number
from procedures.errors import BadFacts, CatalogueError
from procedures.forms.priority import ReportForm
from procedures.models import YearlyReport
from procedures.permissions import EDITORS, may_sign_report, may_write_report
from procedures.rules.reporting import report_by
from procedures.selectors.reports import figures_by_agency, figures_of, reporting_agencies
from procedures.services.yearly_report import sign_report, write_report
from procedures.workflow import ReportState

READERS = (Role.LEADER, *sorted(EDITORS))
FIRST, LAST = 2018, 2100


@dataclass(frozen=True)
class Row:
    """One agency in the year's table."""

    agency: Agency
    report: YearlyReport | None
    figures: dict[str, Any]
    late: bool


@require_safe
@official_view(*READERS)
def reports(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """All agencies of a year: who has signed, who is late, and the figures of all together."""
    today = timezone.localdate()
    year = year or today.year
    if not FIRST <= year <= LAST:
        raise Http404
    written = {each.agency_id: each for each in YearlyReport.objects.filter(year=year)}
    late = today > report_by(year)
    agencies = list(reporting_agencies(year))
    counted = figures_by_agency(year, agencies)
    rows = [_row(each, written.get(each.pk), counted[each.pk], late) for each in agencies]
    keys = ("offered", "online", "full", "partial", "listed", "listed_online")
    context = {
        "year": year,
        "due": report_by(year),
        "rows": rows,
        "total": {key: sum(row.figures[key] for row in rows) for key in keys},
        "years": [each for each in (year - 1, year, year + 1) if each <= today.year],
    }
    return render(request, "admin/procedures/reports.html", request.desk | context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*READERS)
def report(request: HttpRequest, year: int, agency: int) -> HttpResponse:
    """One report: figures from the portal, words of the agency, signature of its leader."""
    if not FIRST <= year <= LAST:
        raise Http404
    found = get_object_or_404(reporting_agencies(year), pk=agency)
    known = YearlyReport.objects.select_related("written_by", "signed_by", "agency")
    written = known.filter(year=year, agency=found).first()
    texts = {name: getattr(written, name, "") for name in ReportForm.base_fields}
    form = ReportForm(
        request.POST if request.POST.get("action") == "write" else None, initial=texts
    )
    if request.method == "POST" and _act(request, year, found, written, form):
        return redirect("catalogue_desk:report", year, agency)
    signed = written is not None and written.state == ReportState.SIGNED
    context = {
        "year": year,
        "agency": found,
        "report": written,
        "signed": signed,
        "figures": _words(written.figures if signed else figures_of(found, year)),
        "due": report_by(year),
        "form": form,
        "may_write": not signed and may_write_report(request.actor, found),
        "may_sign": bool(written) and not signed and may_sign_report(request.actor, found),
    }
    status = 422 if form.errors else 200
    return render(request, "admin/procedures/report.html", request.desk | context, status=status)


def _row(agency: Agency, written: YearlyReport | None, counted: dict, late: bool) -> Row:
    signed = written is not None and written.state == ReportState.SIGNED
    return Row(agency, written, written.figures if signed else counted, late and not signed)


def _act(
    request: HttpRequest, year: int, agency: Agency, written: YearlyReport | None, form: ReportForm
) -> bool:
    """Whether the page is done with; otherwise the form shows what is wrong."""
    version = whole_number(request.POST.get("version"))
    by = request.actor
    try:
        if request.POST.get("action") == "sign" and written is not None:
            sign_report(report=written, by=by, expected_version=version)
        elif form.is_valid():
            facts = {"year": year, "agency": agency, "by": by, "expected_version": version}
            write_report(**facts, **form.cleaned_data)
        else:
            return not form.is_bound
        messages.success(request, _("Done."))
    except BadFacts:
        messages.error(request, _("Write first what was done this year."))
    except CatalogueError as refused:
        if not form.is_bound:
            messages.error(request, str(refused))
            return True
        form.add_error(None, str(refused))
        return False
    return True


def _words(figures: dict[str, Any]) -> list[dict[str, Any]]:
    levels = figures["levels"]
    said = _("level 1: %(one)s · level 2: %(two)s · level 3: %(three)s · level 4: %(four)s") % {
        "one": levels["1"],
        "two": levels["2"],
        "three": levels["3"],
        "four": levels["4"],
    }
    return [
        {"label": _("Services the agency offers"), "value": figures["offered"]},
        {"label": _("By level"), "value": said},
        {"label": _("Can be filed online"), "value": figures["online"]},
        {"label": _("Fully online"), "value": figures["full"]},
        {"label": _("Partly online"), "value": figures["partial"]},
        {"label": _("On the yearly list"), "value": figures["listed"]},
        {"label": _("Of these provided online"), "value": figures["listed_online"]},
        {"label": _("Dossiers received"), "value": figures["received"]},
        {"label": _("Of these online"), "value": figures["received_online"]},
        {"label": _("Dossiers decided"), "value": figures["done"]},
        {"label": _("Of these in time"), "value": figures["on_time"]},
    ]
