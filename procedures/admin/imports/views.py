"""The waiting room of imported procedures: what is held back, ready, taken and turned down."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.admin_site.views import official_view
from portal.kernel.numbers import whole_number
from procedures.admin.access import refusals_told
from procedures.admin.imports.bulk import Outcome, decide_all, publish_all
from procedures.admin.imports.review import page_of, problem_forms
from procedures.admin.imports.wording import REASONS, reason_words
from procedures.errors import CatalogueError
from procedures.forms.imports import BulkForm, FileForm, GroundForm, ImportFilter
from procedures.imports.problems import Reason, Severity
from procedures.models import ImportedProcedure, ImportRun
from procedures.permissions import EDITORS, PUBLISHERS
from procedures.selectors.imports import (
    AT_ONCE,
    PAGE,
    imported_drafts,
    imports_in,
    readings,
    unreadable_lines,
)
from procedures.services.accept_import import accept_import
from procedures.services.receive_import import receive_import
from procedures.services.reject_import import reject_import
from procedures.services.settle_import import settle_import
from procedures.workflow import IMPORT_LABELS, OPEN_IMPORTS, ImportState

SHOWN = (ImportState.QUARANTINED, ImportState.READY, ImportState.ACCEPTED, ImportState.REJECTED)
HOLDING = [each.name for each in Reason if each.severity is Severity.BLOCKING]


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def waiting(request: HttpRequest) -> HttpResponse:
    """The list of one state, narrowed by reason and words, with one decision for many."""
    state = request.GET.get("state", "")
    state = ImportState(state) if state in SHOWN else ImportState.QUARANTINED
    narrowed = ImportFilter(request.GET, reasons=[(code, reason_words(code)) for code in HOLDING])
    wanted = narrowed.cleaned_data if narrowed.is_valid() else {}
    reason, words = wanted.get("reason", ""), wanted.get("q", "")
    rows = imports_in(state, reason=reason, words=words, after=_after(request))
    if request.method == "POST":
        return _decide(request, rows, state, reason)
    found = list(rows[: PAGE + 1])
    context = {
        **request.desk,
        "state": state,
        "tabs": [_tab(each, state) for each in SHOWN],
        "filter": narrowed,
        "rows": [_line(row) for row in found[:PAGE]],
        "open": state in OPEN_IMPORTS,
        "may_publish": any(grant.role in PUBLISHERS for grant in request.grants),
        "bulk": BulkForm(initial={"way": "accept" if state == ImportState.READY else "as_stated"}),
        "next_url": _next(request, found) if len(found) > PAGE else "",
    }
    return render(request, "admin/imports/list.html", context)


def _tab(state: ImportState, current: ImportState) -> dict:
    return {
        "label": IMPORT_LABELS[state],
        "url": "?" + urlencode({"state": state.value}),
        "current": state == current,
    }


def _line(row: ImportedProcedure) -> dict:
    return {"imported": row, "reasons": [reason_words(code) for code in row.open_reasons]}


def _after(request: HttpRequest) -> int:
    return whole_number(request.GET.get("after"))


def _next(request: HttpRequest, found: list) -> str:
    query = request.GET.copy()
    query["after"] = str(found[PAGE - 1].pk)
    return f"?{query.urlencode()}"


def _decide(request: HttpRequest, rows, state: ImportState, reason: str) -> HttpResponse:
    """What became of every import the decision was about; what was typed comes back if refused."""
    form = BulkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say on what ground."))
        return redirect(request.get_full_path())
    wanted = form.cleaned_data
    chosen = rows if wanted["scope"] == "all" else rows.filter(pk__in=_ticked(request, "import"))
    outcomes = decide_all(
        chosen[:AT_ONCE],
        wanted["way"],
        reason,
        wanted["note"],
        request.actor,
        timezone.localdate(),
    )
    return _outcomes(request, outcomes, dict(BulkForm.WAYS)[wanted["way"]])


def _ticked(request: HttpRequest, name: str) -> list[int]:
    return [whole_number(each) for each in request.POST.getlist(name)[:AT_ONCE]]


def _listed(request: HttpRequest) -> dict[int, int]:
    """Number and version of every draft that is ticked, as the list showed it."""
    ticked = (each.partition(":") for each in request.POST.getlist("draft")[:PAGE])
    return {whole_number(number): whole_number(version) for number, _colon, version in ticked}


def _outcomes(request: HttpRequest, outcomes: list[Outcome], way: str) -> HttpResponse:
    context = {
        **request.desk,
        "outcomes": outcomes,
        "done": sum(outcome.done for outcome in outcomes),
        "way": way,
        "back": request.get_full_path(),
    }
    return render(request, "admin/imports/outcomes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*PUBLISHERS)
def drafts(request: HttpRequest) -> HttpResponse:
    """Drafts that wait for a second person, to be read one by one and published together."""
    waiting = imported_drafts(after=_after(request))
    if request.method == "POST":
        listed = _listed(request)
        chosen = waiting.filter(pk__in=listed)[:PAGE]
        outcomes = publish_all(chosen, listed, request.actor, timezone.localdate())
        return _outcomes(request, outcomes, _("Publish"))
    found = list(waiting[: PAGE + 1])
    context = {
        **request.desk,
        "drafts": found[:PAGE],
        "next_url": _next(request, found) if len(found) > PAGE else "",
    }
    return render(request, "admin/imports/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """One procedure as the source tells it: problems to settle, what was read, what changed."""
    imported = get_object_or_404(ImportedProcedure, pk=number)
    action = request.POST.get("action", "") if request.method == "POST" else ""
    if not action:
        return _show(request, imported)
    ground = GroundForm(request.POST)
    forms = problem_forms(imported, request.POST if action == "settle" else None)
    valid = ground.is_valid() or action == "accept"
    if action == "settle":
        wrong = [form for form in forms if not form.is_valid()]
        valid = valid and not wrong
    if not valid:
        return _show(request, imported, forms, ground, status=422)
    try:
        _act(request, imported, action, ground, forms)
    except CatalogueError as refused:
        messages.error(request, str(refused))
        return _show(request, imported, forms, ground, status=409)
    return redirect("imports:review", number)


def _act(request, imported: ImportedProcedure, action: str, ground: GroundForm, forms) -> None:
    asked = {
        "imported": imported,
        "by": request.actor,
        "expected_version": whole_number(request.POST.get("version")),
    }
    match action:
        case "settle":
            verdicts = [form.verdict for form in forms if form.verdict]
            settle_import(**asked, verdicts=verdicts, note=ground.cleaned_data["note"])
            messages.success(request, _("Kept."))
        case "accept":
            accept_import(**asked, today=timezone.localdate())
            messages.success(request, _("A draft was begun. A second person publishes it."))
        case "reject":
            reject_import(**asked, note=ground.cleaned_data["note"])
            messages.success(request, _("Rejected."))
        case _:
            raise BadRequest("action")


def _show(request, imported, forms=None, ground=None, status: int = 200) -> HttpResponse:
    context = {
        **request.desk,
        **page_of(imported),
        "forms": problem_forms(imported) if forms is None else forms,
        "ground": ground or GroundForm(initial={"version": imported.version}),
    }
    return render(request, "admin/imports/review.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def runs(request: HttpRequest) -> HttpResponse:
    """Readings of files with their figures, newest first, and a place to send in another file."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _receive(request, form)
    found = list(readings(_after(request))[: PAGE + 1])
    context = {
        **request.desk,
        "form": form,
        "runs": found[:PAGE],
        "next_url": _next(request, found) if len(found) > PAGE else "",
    }
    return render(request, "admin/imports/runs.html", context)


def _receive(request: HttpRequest, form: FileForm) -> HttpResponse:
    with refusals_told(request):
        receive_import(upload=form.cleaned_data["file"], by=request.actor)
        messages.success(request, _("The file is kept and is being read. Its figures appear here."))
    return redirect("imports:runs")


@require_safe
@official_view(*EDITORS)
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One reading: reasons with their counts, and the lines that could not be read."""
    one = get_object_or_404(ImportRun, pk=number)
    lines = list(unreadable_lines(one, _after(request))[: PAGE + 1])
    reasons = sorted(one.reasons.items(), key=lambda item: -item[1])
    context = {
        **request.desk,
        "run": one,
        "reasons": [_reason(code, count) for code, count in reasons],
        "lines": [
            {"line": each.line, "words": reason_words(each.reason), "excerpt": each.excerpt}
            for each in lines[:PAGE]
        ],
        "next_url": _next(request, lines) if len(lines) > PAGE else "",
    }
    return render(request, "admin/imports/run.html", context)


def _reason(code: str, count: int) -> dict:
    """A reason with the list of those it holds back, where they can be decided about."""
    listed = code in HOLDING and code in REASONS
    url = "../../?" + urlencode({"reason": code}) if listed else ""
    return {"words": reason_words(code), "count": count, "url": url}
