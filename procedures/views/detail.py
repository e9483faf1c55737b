"""The page of one procedure."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from procedures.eligibility import questions_asked
from procedures.models import Case, Channel, Fee, Offering, Paper, Procedure
from procedures.models.choices import ChannelKind, Completeness, PaperKind, ServiceLevel
from procedures.rules.codes import split_code
from procedures.selectors.help import help_for
from procedures.selectors.rollout import online_since
from procedures.selectors import channels_of, fees_on, offerings_of, papers_of, procedure_of
from procedures.views.figures import figures_of
from procedures.words import copies_words, fee_words, limit_words, window_words


@dataclass(frozen=True)
class ChannelRow:
    """A way to file with its time and the charges that hold today."""

    channel: Channel
    limit: str
    fees: list["FeeRow"]


@dataclass(frozen=True)
class FeeRow:
    fee: Fee
    words: str
    window: str


@dataclass(frozen=True)
class PaperRow:
    paper: Paper
    copies: str


def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Answers in this order: can I, what do I need, how long and how much, start."""
    parts = split_code(code)
    if parts and parts[0] != code:
        return redirect("procedures:detail", parts[0], permanent=True)
    found = procedure_of(code)
    if found is None:
        raise Http404
    today = timezone.localdate()
    revision = found.current
    cases = list(revision.cases.all())
    case = _case(cases, request.GET.get("case", ""))
    papers = papers_of(revision, case)
    offerings = offerings_of(found, today)
    context = {
        "procedure": found,
        "revision": revision,
        "cases": cases,
        "case": case,
        "questions": questions_asked(revision),
        "help": help_for(found),
        "online_since": online_since(found),
        "hand_in": _papers(papers, PaperKind.HAND_IN),
        "to_show": _papers(papers, PaperKind.SHOW),
        "channels": [_channel(row, today) for row in channels_of(revision, case)],
        "offerings": offerings,
        "online": _online(found, offerings),
        "results": revision.results.all(),
        "legal_bases": revision.legal_bases.all(),
        "process_steps": revision.process_steps.all(),
        "duties": revision.duties.all(),
        "full": revision.completeness == Completeness.FULL,
        "events": found.life_events.all(),
        **figures_of(found, case, offerings, request.GET.get("agency", ""), today),
    }
    return render(request, "procedures/procedure.html", context)


def _case(cases: list[Case], key: str) -> Case | None:
    """The chosen case; the first one where nothing, or nothing known, was chosen."""
    return next((case for case in cases if case.key == key), cases[0] if cases else None)


def _papers(papers: list[Paper], kind: PaperKind) -> list[PaperRow]:
    return [PaperRow(paper, copies_words(paper)) for paper in papers if paper.kind == kind]


def _channel(channel: Channel, today: date) -> ChannelRow:
    fees = [FeeRow(fee, fee_words(fee), window_words(fee)) for fee in fees_on(channel, today)]
    return ChannelRow(channel, limit_words(channel), fees)


def _online(found: Procedure, offerings: list[Offering]) -> bool:
    """Whether a dossier can be filed here online today."""
    takes = any(ChannelKind.ONLINE in offering.channels for offering in offerings)
    return found.current.level >= ServiceLevel.FILING and takes and not found.external_url
