"""The published list of online services, and the whole catalogue as open data."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.pages.spreadsheets import spreadsheet
from procedures.models import Procedure
from procedures.models.choices import Completeness
from procedures.selectors import page_after, public_procedures
from procedures.selectors.narrowing import online, to_extent

SIZE = 50
CHUNK = 500
COLUMNS = (
    *("code", "name", "sector", "sector_name", "level", "extent", "audiences"),
    *("decision", "in_force_from", "url"),
)


@require_safe
def online_services(request: HttpRequest) -> HttpResponse:
    """Services that can be used online, fully or partly, by name; cut by key, never counted."""
    extent = request.GET.get("extent", "")
    found = public_procedures().filter(online())
    if extent in (Completeness.FULL, Completeness.PARTIAL):
        found = found.filter(to_extent(extent))
    else:
        extent = ""
    rows = page_after(found, request.GET.get("after", ""), SIZE)
    shown = rows[:SIZE]
    more = f"?extent={extent}&after={shown[-1].code}" if len(rows) > SIZE else ""
    labels = {"": None, **{value: Completeness(value).label for value in ("FULL", "PARTIAL")}}
    tabs = [
        {"value": value, "label": label, "current": value == extent}
        for value, label in labels.items()
    ]
    context = {
        "procedures": shown,
        "tabs": tabs,
        "next_url": more,
        "today": timezone.localdate(),
        "trail": [(_("Procedures"), reverse("procedures:list"))],
    }
    return render(request, "procedures/online_services.html", context)


@require_safe
def whole_catalogue(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """Every procedure in force, line by line: `csv` in UTF-8 with a mark for spreadsheets, or
    `json`."""
    rows = (_row(request, each) for each in _all())
    if form == "csv":
        cells = ([row[column] for column in COLUMNS] for row in rows)
        return spreadsheet("danh-muc-thu-tuc.csv", COLUMNS, cells)
    response = StreamingHttpResponse(_json(rows), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="danh-muc-thu-tuc.json"'
    return response


def _all() -> Iterator[Procedure]:
    """The whole catalogue by code, a chunk at a time: memory does not grow with it."""
    found = public_procedures().select_related("sector", "current").order_by("code")
    after = ""
    while chunk := list(found.filter(code__gt=after)[:CHUNK]):
        yield from chunk
        after = chunk[-1].code


def _row(request: HttpRequest, found: Procedure) -> dict[str, Any]:
    revision = found.current
    address = reverse("procedures:detail", args=[found.code])
    return {
        "code": found.code,
        "name": revision.name,
        "sector": found.sector.code,
        "sector_name": found.sector.name,
        "level": revision.level,
        "extent": revision.completeness,
        "audiences": revision.audiences,
        "decision": revision.decision_symbol or None,
        "in_force_from": revision.in_force_from.isoformat(),
        "url": request.build_absolute_uri(address),
    }


def _json(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield '{"procedures":['
    for number, row in enumerate(rows):
        yield ("," if number else "") + json.dumps(row, ensure_ascii=False)
    yield "]}"
