"""The end of a term: what is due, the lists to destroy, what was destroyed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.archive.lists import ARCHIVISTS, tabs
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.archive import ProposeForm, RemarksForm, VersionForm
from dossiers.models import Disposal
from dossiers.models.archive import DisposalState
from dossiers.permissions import actor_at
from dossiers.selectors.archive.holds import HOLDS, Hold
from dossiers.selectors.archive.lists import (
    PAGE,
    after,
    disposals_for,
    entries_for,
    key_of,
    to_review,
    tombstones_for,
)
from dossiers.services.archive.dispose import (
    PROPOSERS,
    approve_disposal,
    call_off_disposal,
    propose_disposal,
    reject_disposal,
)
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.kernel.numbers import whole_number


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*ARCHIVISTS)
def due(request: HttpRequest) -> HttpResponse:
    """What has reached the end of its term or soon will: chosen and put on a list."""
    today = timezone.localdate()
    rows = to_review(entries_for(request.user, today), today)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = rows.filter(public_id__in=_ids(request.POST.getlist("entry")))
        try:
            made = propose_disposal(
                entries=chosen, by=request.user, reason=form.cleaned_data["reason"]
            )
        except Invalid as invalid:
            for field, words in invalid.errors.items():
                form.add_error(field if field in form.fields else None, words)
        except DossierError as refused:
            messages.error(request, refused.message)
            return redirect("archive:due")
        else:
            messages.success(request, _("The list waits for the approval of another leader."))
            return redirect(made.desk_url)
    context = {
        **request.desk,
        "tabs": tabs("due"),
        "entries": list(rows[:PAGE]),
        "chosen": set(request.POST.getlist("entry")),
        "today": today,
        "form": form,
        "may": any(grant.role in PROPOSERS for grant in request.grants),
    }
    status = 422 if form.is_bound else 200
    return render(request, "dossiers/archive/due.html", context, status=status)


def _ids(given: list[str]) -> list:
    field = forms.UUIDField()
    found = []
    for each in given:
        try:
            found.append(field.clean(each))
        except forms.ValidationError:
            continue
    return found


@require_safe
@official_view(*ARCHIVISTS)
def disposals(request: HttpRequest) -> HttpResponse:
    rows = disposals_for(request.user, timezone.localdate())
    if before := whole_number(request.GET.get("truoc")):
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    context = {
        **request.desk,
        "tabs": tabs("disposals"),
        "disposals": found[:PAGE],
        "next_url": f"?truoc={found[PAGE - 1].pk}" if more else "",
    }
    return render(request, "dossiers/archive/disposals.html", context)


@require_safe
@official_view(*ARCHIVISTS)
def destroyed(request: HttpRequest) -> HttpResponse:
    """What stays of the destroyed: code, days, who, by which list."""
    rows = tombstones_for(request.user, timezone.localdate())
    found = list(after(rows, request.GET.get("sau", ""), "destroyed_at")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        **request.desk,
        "tabs": tabs("destroyed"),
        "stones": found[:PAGE],
        "next_url": f"?sau={key_of(last.destroyed_at, last.pk)}" if last else "",
    }
    return render(request, "dossiers/archive/destroyed.html", context)


@dataclass(frozen=True)
class Act:
    """What can be done with a list: verb, form, label."""

    verb: Callable[..., Disposal]
    form: type[VersionForm]
    label: Promise
    states: tuple[str, ...]
    roles: frozenset[Role]
    danger: bool = False


LEADERS = frozenset({Role.LEADER})
PROPOSED = (DisposalState.PROPOSED,)
ACTS = {
    "approve": Act(
        approve_disposal, VersionForm, _lazy("Approve the destruction"), PROPOSED, LEADERS
    ),
    "reject": Act(reject_disposal, RemarksForm, _lazy("Do not approve"), PROPOSED, LEADERS),
    "call_off": Act(
        call_off_disposal, RemarksForm, _lazy("Call the list off"), Disposal.OPEN, PROPOSERS, True
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*ARCHIVISTS)
def disposal(request: HttpRequest, public_id) -> HttpResponse:
    """One list: its dossiers, its way, what this official may do with it."""
    found = disposals_for(request.user, timezone.localdate()).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _act(request, found)
    return _show(request, found)


def _act(request: HttpRequest, found: Disposal) -> HttpResponse:
    name = request.POST.get("action", "")
    if name not in ACTS:
        raise Http404
    form = ACTS[name].form(request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return _show(request, found, {name: form}, 422)
    given = dict(form.cleaned_data)
    try:
        ACTS[name].verb(
            disposal=found, by=request.user, expected_version=given.pop("version"), **given
        )
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field if field in form.fields else None, words)
        return _show(request, found, {name: form}, 422)
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Done."))
    return redirect(found.desk_url)


def _show(request, found: Disposal, bound: dict | None = None, status: int = 200) -> HttpResponse:
    items = found.items.select_related("dossier__revision").order_by("id")
    context = {
        **request.desk,
        "disposal": found,
        "items": [(item, HOLDS.get(_hold(item.kept_because), "")) for item in items],
        "tools": list(_tools(request, found, bound or {})),
    }
    return render(request, "dossiers/archive/disposal.html", context, status=status)


def _fresh(name: str, found: Disposal) -> VersionForm:
    """Each form of the page has ids of its own."""
    return ACTS[name].form(initial={"version": found.version}, auto_id=f"{name}_%s")


def _hold(code: str) -> Hold | None:
    return Hold(code) if code else None


def _tools(request, found: Disposal, bound: dict) -> Any:
    today = timezone.localdate()
    for name, each in ACTS.items():
        own = name == "approve" and found.proposed_by_id == request.user.pk
        may = actor_at(request.user, [found.agency_id], each.roles, today) is not None
        if found.state in each.states and may and not own:
            form = bound.get(name) or _fresh(name, found)
            yield {"name": name, "label": each.label, "form": form, "danger": each.danger}
