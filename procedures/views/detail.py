"""The page of one procedure."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from procedures.eligibility import questions_asked
from procedures.models import Case, Offering, Procedure, Revision
from procedures.models.choices import ChannelKind, Completeness, PaperKind, ServiceLevel
from procedures.rules.codes import split_code
from procedures.selectors import offerings_of, papers_of, procedure_of, stages, terms_of
from procedures.selectors.blanks import downloads_of
from procedures.selectors.help import help_for
from procedures.selectors.rollout import online_since
from procedures.views.figures import figures_of
from procedures.views.rows import channel_row, paper_rows, related_rows, spared_rows


def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Answers in this order: can I, what do I need, how long and how much, start."""
    parts = split_code(code)
    if parts and parts[0] != code:
        return redirect("procedures:detail", parts[0], permanent=True)
    found = procedure_of(code)
    if found is None:
        raise Http404
    case, agency = request.GET.get("case", ""), request.GET.get("agency", "")
    shown = context_of(found, found.current, case, timezone.localdate(), agency)
    return render(request, "procedures/procedure.html", shown)


def context_of(
    found: Procedure, revision: Revision, case_key: str, day: date, agency_code: str = ""
) -> dict[str, Any]:
    """All that the page says of a revision on the local date `day`, in the case of that key, with
    the figures of the agency that holds `agency_code`."""
    cases = list(revision.cases.all())
    case = _case(cases, case_key)
    papers = papers_of(revision, case)
    terms = terms_of(revision, case, day)
    offerings = offerings_of(found, day)
    return {
        "procedure": found,
        "revision": revision,
        "cases": cases,
        "case": case,
        "questions": questions_asked(revision),
        "help": help_for(found),
        "online_since": online_since(found),
        "blanks": downloads_of(revision, papers),
        "hand_in": paper_rows(papers, PaperKind.HAND_IN),
        "to_show": paper_rows(papers, PaperKind.SHOW),
        "channels": [channel_row(each) for each in terms],
        "spared": spared_rows(terms),
        "local_terms": terms[0].local if terms else (),
        "offerings": offerings,
        "online": _online(found, revision, offerings),
        "results": revision.results.all(),
        "legal_bases": revision.legal_bases.all(),
        "process": stages(revision.process_steps.all()),
        "duties": revision.duties.all(),
        "related": related_rows(revision),
        "full": revision.completeness == Completeness.FULL,
        "events": found.life_events.all(),
        **figures_of(found, case, offerings, agency_code, day),
    }


def _case(cases: list[Case], key: str) -> Case | None:
    """The chosen case; the first one where nothing, or nothing known, was chosen."""
    return next((case for case in cases if case.key == key), cases[0] if cases else None)


def _online(found: Procedure, revision: Revision, offerings: list[Offering]) -> bool:
    """Whether a dossier can be filed here online today."""
    takes = any(ChannelKind.ONLINE in offering.channels for offering in offerings)
    return revision.level >= ServiceLevel.FILING and takes and not found.filed_at
