"""The radar: pages owed to the public, by when, and why by then."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.admin_site.views import official_view
from portal.agencies.models import Agency
from portal.agencies.wording import citation_words, line_words
from portal.kernel.clock import DayLine
from portal.kernel.law import Citation
from portal.kernel.numbers import whole_number
from procedures.admin.access import actor, refusals_told
from procedures.errors import CatalogueError
from procedures.forms.duties import DecisionForm, NoChangeForm
from procedures.models import Sector, UpdateDuty
from procedures.permissions import EDITORS, may_publish
from procedures.rules.updating import Trigger, days_short
from procedures.selectors.duties import PAGE, TABS, after, place_of, radar
from procedures.selectors.reports import late_agencies
from procedures.services.claim_no_change import (
    claim_no_change,
    confirm_no_change,
    reject_no_change,
)
from procedures.services.open_update_duty import open_update_duty
from procedures.services.start_revision import start_revision
from procedures.workflow import DutyState

LABELS = {
    "owed": gettext_lazy("All that is owed"),
    "soon": gettext_lazy("Due within two days"),
    "late": gettext_lazy("Late"),
    "done": gettext_lazy("Done in time"),
    "done_late": gettext_lazy("Done late"),
}
TONES = {
    DutyState.OPEN: "warn",
    DutyState.CLAIMED: "info",
    DutyState.DONE: "ok",
    DutyState.NO_CHANGE: "ok",
}


@require_safe
@official_view(*EDITORS)
def duties(request: HttpRequest) -> HttpResponse:
    """One list at a time, cut by key; agencies late with their yearly report stand below."""
    query, now = request.GET, timezone.now()
    tab = query.get("danh-sach", TABS[0])
    tab = tab if tab in TABS else TABS[0]
    rows = _narrowed(radar(tab, now), query)
    if query.get("sau"):
        rows = after(rows, tab, *_cursor(query["sau"]))
    found = list(rows[: PAGE + 1])
    context = {
        "tabs": [
            {"label": LABELS[key], "url": f"?danh-sach={key}", "current": key == tab}
            for key in TABS
        ],
        "tab": tab,
        "title": LABELS[tab],
        "duties": [_line(duty, now) for duty in found[:PAGE]],
        "next_url": _next(query, tab, found[PAGE - 1]) if len(found) > PAGE else "",
        "sectors": Sector.objects.filter(procedures__update_duties__isnull=False).distinct(),
        "agencies": Agency.objects.filter(pk__in=UpdateDuty.objects.values("agency")),
        "sector": query.get("sector", ""),
        "agency": query.get("agency", ""),
        "late_reports": late_agencies(now) if tab == "late" else [],
    }
    return render(request, "admin/procedures/radar.html", request.desk | context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def new_duty(request: HttpRequest) -> HttpResponse:
    """An editor has read a decision: its date is computed and shown at once."""
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            duty = open_update_duty(by=actor(request), **_facts(form.cleaned_data))
        except CatalogueError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("catalogue_desk:duty", duty.pk)
    status = 422 if form.errors else 200
    context = request.desk | {"form": form}
    return render(request, "admin/procedures/new_duty.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: what is owed, why by then, and what can be done about it."""
    found = get_object_or_404(
        UpdateDuty.objects.select_related(
            *("procedure__current", "agency", "revision", "claimed_by", "closed_by")
        ),
        pk=pk,
    )
    form = NoChangeForm(request.POST if request.POST.get("action") == "claim" else None)
    if request.method == "POST" and (done := _act(request, found, form)):
        return done
    status = 422 if form.errors else 200
    context = request.desk | _shown(request, found) | {"form": form}
    return render(request, "admin/procedures/duty.html", context, status=status)


def _act(request: HttpRequest, found: UpdateDuty, form: NoChangeForm) -> HttpResponse | None:
    """None when the form must be shown again."""
    action, read = request.POST.get("action", ""), whole_number(request.POST.get("version"))
    asked = {"duty": found, "by": actor(request), "expected_version": read}
    with refusals_told(request):
        match action:
            case "claim" if form.is_valid():
                claim_no_change(reason=form.cleaned_data["reason"], **asked)
            case "claim":
                return None
            case "confirm":
                confirm_no_change(**asked)
            case "reject":
                reject_no_change(**asked)
            case "start":
                return _started(request, found)
    return redirect("catalogue_desk:duty", found.pk)


def _started(request: HttpRequest, found: UpdateDuty) -> HttpResponse:
    """A draft that already names the decision."""
    facts: dict[str, Any] = {"in_force_from": found.in_force_on or timezone.localdate()}
    if found.symbol:
        facts |= {"decision_symbol": found.symbol, "decision_date": found.on}
    if found.procedure.current is None:
        facts |= {"level": 1, "source_date": timezone.localdate()}
    draft = start_revision(procedure=found.procedure, by=actor(request), **facts)
    messages.success(request, _("A draft was begun."))
    return redirect(reverse("admin:procedures_revision_change", args=[draft.pk]))


def _shown(request: HttpRequest, found: UpdateDuty) -> dict[str, Any]:
    lines = [DayLine.from_json(kept) for kept in found.days]
    draft = found.procedure.revisions.filter(state="DRAFT").first()
    return {
        "duty": found,
        "tone": TONES[DutyState(found.state)],
        "late": found.is_late(timezone.now()),
        "days": [{"line": line, "words": line_words(line)} for line in lines],
        "citations": [citation_words(Citation.from_key(key)) for key in found.citations],
        "short": days_short(Trigger(found.trigger), found.on, found.in_force_on),
        "draft": draft,
        "may_confirm": may_publish(actor(request)) and found.claimed_by_id != request.user.pk,
    }


def _line(found: UpdateDuty, now: datetime) -> dict[str, Any]:
    current = found.procedure.current
    return {
        "duty": found,
        "name": current.title if current else "",
        "tone": "bad" if found.is_late(now) and found.is_open else TONES[DutyState(found.state)],
        "late": found.is_late(now),
    }


def _narrowed(rows: Any, query: QueryDict) -> Any:
    if sector := query.get("sector"):
        rows = rows.filter(procedure__sector__code=sector)
    if agency := whole_number(query.get("agency")):
        rows = rows.filter(agency=agency)
    return rows


def _facts(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"trigger": Trigger(given["trigger"])}


def _next(query: QueryDict, tab: str, last: UpdateDuty) -> str:
    place = place_of(last, tab)
    kept = {key: query[key] for key in ("sector", "agency") if query.get(key)}
    at = place.isoformat() if place else ""
    return "?" + urlencode({"danh-sach": tab, **kept, "sau": f"{at}~{last.pk}"})


def _cursor(text: str) -> tuple[datetime, int]:
    moment, _tilde, pk = text.partition("~")
    try:
        place = datetime.fromisoformat(moment)
    except ValueError as error:
        raise BadRequest("cursor") from error
    if timezone.is_naive(place) or not whole_number(pk):
        raise BadRequest("cursor")
    return place, int(pk)
