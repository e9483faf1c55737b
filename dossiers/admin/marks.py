"""Small things an official does on the page of a dossier that leave the dossier as it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dossiers.admin.parts.history import history_words
from dossiers.errors import DossierError, Invalid
from dossiers.models import Dossier, Label, Note
from dossiers.models.desk.lists import Tone
from dossiers.selectors.desk import desk_dossier
from dossiers.selectors.kept import labels_for, units_of
from dossiers.selectors.next_best import next_best
from dossiers.selectors.steps import just_done
from dossiers.services import marks
from dossiers.services.give_back import take_back
from dossiers.services.soft_claim import let_go, take_softly
from portal.admin_site.views import official_view
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.kernel.numbers import whole_number

WORKERS = (Role.DESK, Role.OFFICER, Role.LEADER)
READERS = (*WORKERS, Role.AUDITOR)


def _label(request: HttpRequest) -> Label:
    return get_object_or_404(Label, pk=whole_number(request.POST.get("label")))


def _note(request: HttpRequest, dossier: Dossier) -> Note:
    return get_object_or_404(dossier.notes, pk=whole_number(request.POST.get("note")))


DO: dict[str, Callable[[HttpRequest, Dossier], Any]] = {
    "note": lambda request, dossier: marks.add_note(
        dossier=dossier, by=request.user, text=request.POST.get("text", "")
    ),
    "edit_note": lambda request, dossier: marks.edit_note(
        note=_note(request, dossier), by=request.user, text=request.POST.get("text", "")
    ),
    "label": lambda request, dossier: marks.put_label(
        dossier=dossier, label=_label(request), by=request.user
    ),
    "unlabel": lambda request, dossier: marks.take_label(
        dossier=dossier, label=_label(request), by=request.user
    ),
    "follow": lambda request, dossier: marks.follow(dossier=dossier, by=request.user),
    "unfollow": lambda request, dossier: marks.unfollow(dossier=dossier, by=request.user),
    "at_it": lambda request, dossier: take_softly(dossier=dossier, by=request.user),
    "take_over": lambda request, dossier: take_softly(
        dossier=dossier, by=request.user, even_from_others=True
    ),
    "let_go": lambda request, dossier: let_go(dossier=dossier, by=request.user),
}


@require_POST
@official_view(*READERS)
def mark(request: HttpRequest, public_id) -> HttpResponse:
    """Do what the button says and show the dossier again."""
    dossier = desk_dossier(request.user, public_id, timezone.localdate())
    do = DO.get(request.POST.get("action", ""))
    if dossier is None or do is None:
        raise Http404
    try:
        do(request, dossier)
    except Invalid as invalid:
        messages.error(request, " ".join(str(words) for words in invalid.errors.values()))
    except DossierError as refused:
        messages.error(request, refused.message)
    return redirect("desk:dossier", public_id=public_id)


@require_POST
@official_view(*WORKERS)
def next_one(request: HttpRequest) -> HttpResponse:
    """Open what is best done next, and say so to the colleagues."""
    just_seen = whole_number(request.POST.get("but")) or None
    dossier = next_best(request.user, timezone.now(), just_seen)
    if dossier is None:
        messages.info(request, _("Nothing waits for you that a colleague is not already at."))
        return redirect("desk:list")
    try:
        take_softly(dossier=dossier, by=request.user)
    except DossierError as refused:
        messages.warning(request, refused.message)
    return redirect("desk:dossier", public_id=dossier.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def just_did(request: HttpRequest) -> HttpResponse:
    """The official’s own last steps; those on which nobody has acted can be taken back."""
    refused = ""
    if request.method == "POST":
        refused = _take_back(request)
        if not refused:
            return redirect("desk:just_done")
    steps = just_done(request.user, timezone.now())
    context = {
        "steps": [
            {"words": history_words(event), "event": event, "dossier": dossier, "can": can}
            for event, dossier, can in steps
        ],
        "refused": refused,
        "typed": request.POST.get("reason", "") if refused else "",
        "about": request.POST.get("dossier") if refused else "",
    }
    status = 409 if refused else 200
    return render(request, "dossiers/desk/just_done.html", request.desk | context, status=status)


def _take_back(request: HttpRequest) -> str:
    """Why it could not be taken back, in words; empty when it was."""
    found = [
        dossier
        for _event, dossier, _can in just_done(request.user, timezone.now())
        if str(dossier.public_id) == request.POST.get("dossier")
    ]
    if not found:
        raise Http404
    try:
        take_back(
            dossier=found[0],
            by=request.user,
            expected_version=whole_number(request.POST.get("version")),
            reason=request.POST.get("reason", ""),
        )
    except Invalid as invalid:
        return " ".join(str(words) for words in invalid.errors.values())
    except DossierError as error:
        return str(error.message)
    messages.success(request, _("%(code)s: taken back") % {"code": found[0].reference})
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def labels(request: HttpRequest) -> HttpResponse:
    """The labels of the official’s units: to make, to retire."""
    errors: dict[str, Any] = {}
    if request.method == "POST":
        errors = _change_labels(request)
        if not errors:
            return redirect("desk:labels")
    now = timezone.now()
    context = {
        "labels": labels_for(request.user, now).select_related("unit"),
        "units": units_of(request.user, now),
        "tones": Tone.choices,
        "errors": errors,
        "typed": request.POST,
    }
    status = 422 if errors else 200
    return render(request, "dossiers/desk/labels.html", request.desk | context, status=status)


def _change_labels(request: HttpRequest) -> dict[str, Any]:
    try:
        if request.POST.get("action") == "retire":
            marks.retire_label(label=_label(request), by=request.user)
        else:
            unit = get_object_or_404(Agency, pk=whole_number(request.POST.get("unit")))
            name, tone = request.POST.get("name", ""), request.POST.get("tone", "")
            marks.make_label(unit=unit, by=request.user, name=name, tone=tone)
    except Invalid as invalid:
        return invalid.errors
    except DossierError as refused:
        return {"name": refused.message}
    return {}
