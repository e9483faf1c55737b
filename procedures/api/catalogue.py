"""`GET procedures` and `GET procedures/{code}`: the catalogue for programs."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from portal.agencies.selectors import agency_by_code
from portal.search.selectors import keys_of
from procedures.api.schemas import ProcedureList, ProcedureOut
from procedures.api.whole import facts, parts
from procedures.models import Procedure
from procedures.selectors import (
    best_first,
    open_offerings,
    page_after,
    procedure_of,
    public_procedures,
    standing_in,
)

router = Router(tags=["procedures"])
SIZE = 50


class ListIn(Schema):
    """Every narrowing is optional; what nobody has gives an empty list."""

    q: str = Field("", description="Words, with or without accents, or a code.")
    sector: str = Field("", description="Code of the sector.")
    agency: str = Field("", description="Legal code of an agency that takes dossiers of it.")
    level: int | None = Field(None, ge=1, le=4)
    audience: str = Field("", description="CITIZEN, FOREIGNER, ENTERPRISE …")
    cursor: str = Field("", description="`next` of the page before.")


@router.get("procedures", response=ProcedureList, summary="Procedures in force")
def procedures(request: HttpRequest, asked: Query[ListIn]) -> dict[str, Any]:
    today = timezone.localdate()
    found = public_procedures()
    if asked.sector:
        found = found.filter(standing_in(asked.sector)).distinct()
    if asked.level:
        found = found.filter(current__level=asked.level)
    if asked.audience:
        found = found.filter(current__audiences__contains=[asked.audience])
    if asked.agency:
        agency = agency_by_code(asked.agency, today)
        offered = open_offerings(today).filter(agency=agency)
        found = found.filter(offerings__in=offered).distinct()
    if asked.q.strip():
        codes = keys_of(asked.q, "procedure", today=today)
        rows = best_first(found, codes, asked.cursor, SIZE)
    else:
        rows = page_after(found, asked.cursor, SIZE)
    shown = rows[:SIZE]
    following = shown[-1].code if len(rows) > SIZE else None
    return {"results": [_line(request, each) for each in shown], "next": following}


@router.get("procedures/{code}", response=ProcedureOut, summary="One procedure in full")
def procedure(request: HttpRequest, code: str) -> dict[str, Any]:
    found = procedure_of(code)
    if found is None:
        raise Http404
    today, revision = timezone.localdate(), found.current
    return _line(request, found) | facts(revision) | parts(found, revision, today)


def _line(request: HttpRequest, found: Procedure) -> dict[str, Any]:
    address = reverse("procedures:detail", args=[found.code])
    return {
        "code": found.code,
        "name": found.current.title,
        "sector": found.sector.code,
        "sector_name": found.sector.title,
        "level": found.current.level,
        "completeness": found.current.completeness,
        "audiences": found.current.audiences,
        "url": request.build_absolute_uri(address),
    }
