"""What is kept: the list, one dossier of it with its table of contents, the search for a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.admin.parts.history import history
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.archive import ArchiveFilter, PersonForm, TakeOutForm
from dossiers.models import ArchiveEntry, Dossier, Tombstone
from dossiers.permissions import actor_at
from dossiers.selectors.archive.lists import (
    PAGE,
    after,
    entries_for,
    key_of,
    narrowed,
)
from dossiers.services.archive.take_out import take_out
from portal.accounts.limits import hit
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.kernel.law import Citation
from portal.pages.spreadsheets import spreadsheet

ARCHIVISTS = (Role.OFFICER, Role.LEADER, Role.AUDITOR)
TABS: tuple[tuple[str, Promise], ...] = (
    ("list", _lazy("Kept")),
    ("due", _lazy("Term ends")),
    ("disposals", _lazy("To be destroyed")),
    ("destroyed", _lazy("Destroyed")),
)


def tabs(current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(f"archive:{name}"), "current": name == current}
        for name, label in TABS
    ]


@require_safe
@official_view(*ARCHIVISTS)
def kept(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/luu-tru/`: what the agency keeps, latest first, cut by key."""
    form = ArchiveFilter(request.GET)
    rows = narrowed(entries_for(request.user, timezone.localdate()), **form.narrowing())
    found = list(after(rows, request.GET.get("sau", ""))[: PAGE + 1])
    query = request.GET.copy()
    query.pop("sau", None)
    context = {
        **request.desk,
        "tabs": tabs("list"),
        "form": form,
        "person_form": PersonForm(),
        "entries": found[:PAGE],
        "query": query.urlencode(),
        "of_person": False,
        "next_key": "",
        "next_url": _next(query, found),
    }
    return render(request, "dossiers/archive/list.html", context)


def _next(query: Any, found: list[ArchiveEntry]) -> str:
    query = query.copy()
    query["sau"] = _next_key(found)
    return "?" + query.urlencode() if query["sau"] else ""


def _next_key(found: list[ArchiveEntry]) -> str:
    """Where the list goes on, when there is more than a page."""
    return key_of(found[PAGE - 1].closed_at, found[PAGE - 1].pk) if len(found) > PAGE else ""


@require_POST
@official_view(*ARCHIVISTS)
def of_person(request: HttpRequest) -> HttpResponse:
    """The dossiers of one person or organisation, latest first, cut by key; the number stands in
    no address. Each look is written down for the owner.
    """
    hit("print_by_person", request.user.pk)
    form = PersonForm(request.POST)
    found: list[ArchiveEntry] = []
    if form.is_valid():
        rows = entries_for(request.user, timezone.localdate())
        rows = narrowed(rows, number=form.cleaned_data["number"])
        found = list(after(rows, request.POST.get("sau", ""))[: PAGE + 1])
        for each in found[:PAGE]:
            looked(request.actor, each.dossier, each.dossier.owner_id, Purpose.PROCESSING)
    context = {
        **request.desk,
        "tabs": tabs("list"),
        "form": ArchiveFilter(),
        "person_form": form,
        "entries": found[:PAGE],
        "of_person": True,
        "next_key": _next_key(found),
        "next_url": "",
    }
    return render(request, "dossiers/archive/list.html", context)


@require_safe
@official_view(*ARCHIVISTS)
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The list as asked for, as a table to take away."""
    form = ArchiveFilter(request.GET)
    rows = narrowed(entries_for(request.user, timezone.localdate()), **form.narrowing())
    head = [
        *(_("Code"), _("Procedure"), _("Closed on"), _("Year it ended"), _("How it ended")),
        *(_("Kept until"), _("By which text"), _("Files"), _("Papers issued"), "SHA-256"),
    ]
    lines = (_cells(entry) for entry in rows.iterator(chunk_size=500))
    return spreadsheet("muc-luc-ho-so.csv", head, lines)


def _cells(entry: ArchiveEntry) -> list[Any]:
    closed = timezone.localdate(entry.closed_at)
    return [
        *(entry.code, entry.dossier.revision.title, closed, entry.year, entry.get_kept_display()),
        *(entry.ends_on or _("for ever"), by_text(entry.basis)),
        *(len(entry.contents["files"]), len(entry.contents["papers"]), entry.digest),
    ]


def tombstone(request: HttpRequest, dossier: Dossier, stone: Tombstone) -> HttpResponse:
    """The page of a destroyed dossier: what stays of it, and what happened to it."""
    context = {
        **request.desk,
        "dossier": dossier,
        "stone": stone,
        "basis": by_text(stone.basis),
        "entries": history(dossier),
    }
    return render(request, "dossiers/archive/stone.html", context)


def by_text(basis: str) -> str:
    """The text behind a term: a citation in words, a procedure's own basis as it was entered."""
    return Citation.from_key(basis).vi if " " not in basis else basis


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*ARCHIVISTS)
def entry(request: HttpRequest, public_id) -> HttpResponse:
    """One closed dossier: its term, its table of contents; a leader takes it out."""
    today = timezone.localdate()
    found = entries_for(request.user, today).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    looked(request.actor, found.dossier, found.dossier.owner_id, Purpose.PROCESSING)
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_out(entry=found, by=request.user, reason=form.cleaned_data["reason"])
        except Invalid as invalid:
            for field, words in invalid.errors.items():
                form.add_error(field, words)
        except DossierError as refused:
            messages.error(request, refused.message)
            return redirect(found.desk_url)
        else:
            messages.success(request, _("The dossier has been taken out of the archive."))
            return redirect(found.dossier.desk_url)
    leads = actor_at(request.user, [found.keeper_id], {Role.LEADER}, today) is not None
    context = {
        **request.desk,
        "entry": found,
        "dossier": found.dossier,
        "basis": by_text(found.basis),
        "form": form if leads else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "dossiers/archive/entry.html", context, status=status)
