"""`GET procedures` and `GET procedures/{code}`: the catalogue for programs."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from portal.agencies.selectors import agency_by_code
from portal.search.selectors import keys_of
from procedures.api.blanks import blank_forms
from procedures.api.figures import figures_out
from procedures.api.schemas import ProcedureList, ProcedureOut
from procedures.api.whole import facts, parts
from procedures.models import Procedure
from procedures.selectors import (
    best_first,
    narrowing,
    page_after,
    procedure_of,
    public_procedures,
)
from procedures.selectors.figures import measured

router = Router(tags=["procedures"])
SIZE = 50


class ListIn(Schema):
    """Every narrowing is optional; what nobody has gives an empty list."""

    q: str = Field("", description="Words, with or without accents, or a code.")
    sector: str = Field("", description="Code of the sector.")
    agency: str = Field("", description="Legal code of an agency that takes dossiers of it.")
    level: int | None = Field(None, ge=1, le=4)
    audience: str = Field("", description="CITIZEN, FOREIGNER, ENTERPRISE …")
    extent: str = Field("", description="FULL, PARTIAL or NONE: how far it goes online.")
    letter: str = Field("", description="First letter of the name, of the Vietnamese alphabet.")
    cursor: str = Field("", description="`next` of the page before.")


@router.get("procedures", response=ProcedureList, summary="Procedures in force")
def procedures(request: HttpRequest, asked: Query[ListIn]) -> dict[str, Any]:
    today = timezone.localdate()
    found = public_procedures()
    conditions = _conditions(asked, today)
    found = found.filter(*conditions)
    if asked.q.strip():
        within = found.values("code") if conditions else None
        codes = keys_of(asked.q, "procedure", today=today, within=within)
        rows = best_first(found, codes, asked.cursor, SIZE)
    else:
        rows = page_after(found, asked.cursor, SIZE)
    shown = rows[:SIZE]
    following = shown[-1].code if len(rows) > SIZE else None
    return {"results": [_line(request, each) for each in shown], "next": following}


def _conditions(asked: ListIn, today: date) -> list[Q]:
    """The narrowings of the catalogue's page."""
    wanted = []
    if asked.sector:
        wanted.append(narrowing.in_sector(asked.sector))
    if asked.level:
        wanted.append(narrowing.at_level(asked.level))
    if asked.audience:
        wanted.append(narrowing.open_to(asked.audience))
    if asked.agency:
        wanted.append(narrowing.offered_by(agency_by_code(asked.agency, today), today))
    if asked.extent:
        wanted.append(narrowing.to_extent(asked.extent))
    if asked.letter:
        wanted.append(narrowing.under_letter(asked.letter))
    return wanted


@router.get("procedures/{code}", response=ProcedureOut, summary="One procedure in full")
def procedure(request: HttpRequest, code: str, agency: str = "") -> dict[str, Any]:
    """`agency` is the legal code of the agency whose figures are wanted."""
    found = procedure_of(code)
    if found is None:
        raise Http404
    today, revision = timezone.localdate(), found.current
    figures = figures_out(measured(found.code, today, _agency_id(agency, today)))
    whole = facts(revision) | parts(found, revision, today)
    return (
        _line(request, found)
        | whole
        | {"figures": figures, "blank_forms": blank_forms(request, revision)}
    )


def _agency_id(code: str, today: date) -> int | None:
    """None for all together. 404 for an agency nobody knows."""
    if not code:
        return None
    agency = agency_by_code(code, today)
    if agency is None:
        raise Http404
    return agency.pk


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
