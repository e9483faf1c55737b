"""Everything a revision says, as plain values for programs."""

from datetime import date
from typing import Any

from procedures.eforms.json_schema import json_schema
from procedures.models import Channel, Paper, Procedure, Revision
from procedures.selectors import (
    Charge,
    Spared,
    Terms,
    codes_of,
    combine,
    local_terms_on,
    offerings_of,
    stages,
)
from procedures.words import fee_words, limit_words, spared_words

REVISION_FIELDS = (
    *("in_force_from", "procedure_type", "level", "completeness", "tiers", "steps", "conditions"),
    *(
        "related",
        "agency_codes",
        "clock_policy",
        "left_out",
        "clock_basis",
        "source",
        "source_url",
        "source_date",
    ),
    *("imported_at", "process_decision_date", "decision_date"),
)
STATED_OR_NULL = (
    *("deciding_agency", "executing_agency", "coordinating_agency", "delegated_agency"),
    *("reception_agency", "process_decision", "partial_reason"),
)


def facts(revision: Revision) -> dict[str, Any]:
    """The revision's own fields; what the source does not state is null."""
    said = {name: getattr(revision, name) for name in REVISION_FIELDS}
    stated = {name: getattr(revision, name) or None for name in STATED_OR_NULL}
    return (
        said
        | stated
        | {
            "scope": revision.procedure.scope,
            "revision": revision.number,
            "decision": revision.decision_symbol or None,
            "form": json_schema(revision.form.definition) if revision.form else None,
        }
    )


def parts(found: Procedure, revision: Revision, day: date) -> dict[str, Any]:
    """Cases, channels with their terms on the local date `day`, papers, results and the rest."""
    local = local_terms_on(found, day)
    rows = revision.channels.select_related("case").prefetch_related("fees__exemptions")
    return {
        "cases": [
            {"key": case.key, "name": case.title, "rule": case.rule}
            for case in revision.cases.all()
        ],
        "channels": [_channel(combine(row, row.case, day, local)) for row in rows],
        "papers": [_paper(paper) for paper in revision.papers.select_related("case")],
        "results": [
            {
                "code": result.code,
                "name": result.title,
                "final": result.final,
                "valid_for": result.valid_for,
                "renewal_code": result.renewal_code,
            }
            for result in revision.results.all()
        ],
        "legal_bases": list(revision.legal_bases.values("symbol", "symbol_key", "title")),
        "local_terms": [
            {
                "symbol": text.symbol,
                "title": text.title,
                "in_force_from": text.in_force_from,
                "in_force_until": text.in_force_until,
                "note": text.remark,
            }
            for text in local
        ],
        "process": _process(revision),
        "duties": list(revision.duties.values("party", "text")),
        "offerings": _offerings(found, day),
    }


def _channel(terms: Terms) -> dict[str, Any]:
    channel: Channel = terms.channel
    return {
        "kind": channel.kind,
        "case": channel.case.key if channel.case else None,
        "limit_kind": terms.limit_kind,
        "limit": terms.limit,
        "unit": terms.unit or None,
        "cutoff": f"{terms.cutoff:%H:%M}" if terms.cutoff else None,
        "at_most": terms.at_most,
        "stated_as": terms.stated_as,
        "local": terms.limit_from.symbol if terms.limit_from else None,
        "text": limit_words(terms),
        "note": channel.note,
        "visits": channel.visits,
        "fees": [_fee(charge) for charge in terms.charges],
    }


def _fee(charge: Charge) -> dict[str, Any]:
    return {
        "key": charge.key,
        "name": charge.title,
        "kind": charge.kind,
        "charge": charge.charge or None,
        "code": charge.code,
        "amount": int(charge.amount) if charge.amount is not None else None,
        "currency": charge.currency,
        "per": charge.per,
        "valid_from": charge.valid_from,
        "valid_to": charge.valid_to,
        "exemption": charge.exemption,
        "exemptions": [_spared(each) for each in charge.spared],
        "legal_basis": charge.legal_basis or None,
        "local": bool(charge.local),
        "text": fee_words(charge),
    }


def _spared(spared: Spared) -> dict[str, Any]:
    return {
        "group": spared.group,
        "who": spared.title,
        "share": spared.share,
        "amount": int(spared.amount) if spared.amount is not None else None,
        "valid_from": spared.valid_from,
        "valid_to": spared.valid_to,
        "proof": spared.proof,
        "legal_basis": spared.legal_basis or None,
        "local": bool(spared.local),
        "text": spared_words(spared),
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "key": paper.key,
        "case": paper.case.key if paper.case else None,
        "name": paper.title,
        "kind": paper.kind,
        "originals": paper.originals,
        "certified": paper.certified,
        "copies": paper.copies,
        "condition": paper.when,
        "code": paper.code,
        "result_code": paper.result_code,
        "form_symbol": paper.form_symbol,
        "blank_form_url": paper.blank_form_url,
        "replaced_by_form": paper.replaced_by_form,
    }


def _process(revision: Revision) -> list[dict[str, Any]]:
    """Stages in order; the steps of one stage run side by side."""
    return [
        {
            "stage": number,
            "name": step.name,
            "role": step.role,
            "unit": step.unit_hint,
            "agency_code": step.agency_code or None,
            "days": float(step.days) if step.days is not None else None,
            "hours": float(step.hours) if step.hours is not None else None,
            "hand_over": step.hand_over or None,
        }
        for number, stage in enumerate(stages(revision.process_steps.all()), 1)
        for step in stage.steps
    ]


def _offerings(found: Procedure, day: date) -> list[dict[str, Any]]:
    offerings = offerings_of(found, day)
    codes = codes_of(offerings, day)
    return [
        {
            "agency": str(offering.agency),
            "code": codes.get(offering.agency_id),
            "channels": offering.channels,
            "note": offering.note,
        }
        for offering in offerings
    ]
