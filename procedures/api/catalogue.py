"""`GET procedures` and `GET procedures/{code}`: the catalogue for programs."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from portal.agencies.selectors import agency_by_code
from portal.search.selectors import keys_of
from procedures.api.schemas import ProcedureList, ProcedureOut
from procedures.eforms.json_schema import json_schema
from procedures.models import Channel, Fee, Procedure, Revision
from procedures.selectors import (
    best_first,
    codes_of,
    fees_on,
    offerings_of,
    open_offerings,
    page_after,
    procedure_of,
    public_procedures,
)
from procedures.words import fee_words, limit_words

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
        found = found.filter(sector__code=asked.sector)
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
    return _line(request, found) | _facts(revision) | _parts(found, revision, today)


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


def _facts(revision: Revision) -> dict[str, Any]:
    return {
        "scope": revision.procedure.scope,
        "revision": revision.number,
        "decision": revision.decision_symbol or None,
        "in_force_from": revision.in_force_from,
        "tiers": revision.tiers,
        "deciding_agency": revision.deciding_agency or None,
        "executing_agency": revision.executing_agency or None,
        "coordinating_agency": revision.coordinating_agency or None,
        "steps": revision.steps,
        "conditions": revision.conditions,
        "clock_policy": revision.clock_policy,
        "source": revision.source,
        "source_date": revision.source_date,
        "form": json_schema(revision.form.definition) if revision.form else None,
    }


def _parts(found: Procedure, revision: Revision, today: date) -> dict[str, Any]:
    channels = revision.channels.select_related("case").prefetch_related("fees")
    papers = revision.papers.select_related("case")
    offerings = offerings_of(found, today)
    codes = codes_of(offerings, today)
    return {
        "cases": [{"key": case.key, "name": case.title} for case in revision.cases.all()],
        "channels": [_channel(channel, today) for channel in channels],
        "papers": [
            {
                "key": paper.key,
                "case": paper.case.key if paper.case else None,
                "name": paper.title,
                "kind": paper.kind,
                "originals": paper.originals,
                "certified": paper.certified,
                "copies": paper.copies,
                "condition": paper.when,
                "form_symbol": paper.form_symbol,
                "replaced_by_form": paper.replaced_by_form,
            }
            for paper in papers
        ],
        "results": [
            {"code": result.code, "name": result.title, "final": result.final}
            for result in revision.results.all()
        ],
        "legal_bases": list(revision.legal_bases.values("symbol", "title")),
        "offerings": [
            {
                "agency": str(offering.agency),
                "code": codes.get(offering.agency_id),
                "channels": offering.channels,
            }
            for offering in offerings
        ],
    }


def _channel(channel: Channel, today: date) -> dict[str, Any]:
    return {
        "kind": channel.kind,
        "case": channel.case.key if channel.case else None,
        "limit_kind": channel.limit_kind,
        "limit": channel.limit,
        "unit": channel.unit or None,
        "cutoff": f"{channel.cutoff:%H:%M}" if channel.cutoff else None,
        "stated_as": channel.stated_as,
        "text": limit_words(channel),
        "note": channel.note,
        "fees": [_fee(fee) for fee in fees_on(channel, today)],
    }


def _fee(fee: Fee) -> dict[str, Any]:
    return {
        "key": fee.key,
        "name": fee.title,
        "kind": fee.kind,
        "amount": int(fee.amount) if fee.amount is not None else None,
        "per": fee.per,
        "valid_from": fee.valid_from,
        "valid_to": fee.valid_to,
        "exemption": fee.exemption,
        "text": fee_words(fee),
    }
