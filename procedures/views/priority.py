"""Services put online first in a year, for everybody: page, table for spreadsheets, JSON."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.pages.spreadsheets import spreadsheet
from procedures.models import PriorityList
from procedures.selectors.priority import Line, approved_lists, lines_of

COLUMNS = ("code", "name", "agency", "level", "by_when", "stage", "stage_on", "online")


@require_safe
def priorities(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The list of a year, the newest one when none is named."""
    lists = list(approved_lists())
    found = next((each for each in lists if year in (None, each.year)), None)
    if year is not None and found is None:
        raise Http404
    lines = lines_of(found) if found else []
    context = {
        "list": found,
        "lists": lists,
        "lines": lines,
        "provided": sum(line.provided for line in lines),
    }
    return render(request, "procedures/priorities.html", context)


@require_safe
def priorities_data(request: HttpRequest, year: int, form: str) -> HttpResponseBase:
    """The same list as open data: `csv` in UTF-8 with a mark for spreadsheets, or `json`."""
    found = approved_lists().filter(year=year).first()
    if found is None or form not in ("csv", "json"):
        raise Http404
    rows = [_row(line) for line in lines_of(found)]
    if form == "json":
        return JsonResponse(_whole(request, found, rows))
    cells = ([row[column] for column in COLUMNS] for row in rows)
    return spreadsheet(f"uu-tien-{year}.csv", COLUMNS, cells)


def _row(line: Line) -> dict[str, Any]:
    entry, step = line.entry, line.step
    return {
        "code": entry.procedure.code,
        "name": entry.procedure.current.name if entry.procedure.current else "",
        "agency": entry.agency.name,
        "level": entry.level,
        "by_when": entry.by_when.isoformat(),
        "stage": step.stage if step else None,
        "stage_on": step.on.isoformat() if step else None,
        "online": line.provided,
    }


def _whole(request: HttpRequest, found: PriorityList, rows: list) -> dict[str, Any]:
    page = reverse("procedures:priorities_of", args=[found.year])
    return {
        "year": found.year,
        "decision": found.decision_symbol,
        "decision_date": found.decision_date.isoformat() if found.decision_date else None,
        "page": request.build_absolute_uri(page),
        "services": rows,
    }
