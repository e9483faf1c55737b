"""Tracking without an account: code and completion for everybody, more for who proves it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dossiers.forms.tracking import ProofForm, TrackForm
from dossiers.models import Dossier
from dossiers.selectors.archive.lists import stone_of
from dossiers.selectors.citizen import due_dates
from dossiers.selectors.tracking import (
    anonymous,
    contact_of,
    find,
    is_known_browser,
    normalise,
    proven,
    proven_by_receipt,
    waiting_code,
)
from dossiers.services.prove import NoContact, check_code, send_code
from dossiers.views.words import due_now
from portal.accounts.devices import device_hash
from portal.accounts.limits import hit
from portal.agencies.selectors import division_path

PROOFS = "tracking"


@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """`/tra-cuu/`: a form; with a number, its code and completion, and the ways to prove it.

    A receipt's QR secret in `k` proves it at once.
    """
    form = TrackForm(request.POST or (request.GET if "code" in request.GET else None))
    context = {"form": form}
    if form.is_valid():
        number = form.cleaned_data["code"]
        _limit(request, normalise(number))
        secret = request.GET.get("k", "")
        dossier = proven_by_receipt(number, secret) if secret else None
        if dossier is not None:
            return _told(request, dossier)
        found = find(number)
        if found is not None and request.POST.get("action") == "prove":
            return _send(request, found)
        if found is None:
            form.add_error("code", _("We find no dossier with this number. Check each character."))
        else:
            context["found"] = anonymous(found)
            context["stone"] = stone_of(found) if found.archived_at else None
            context["wrong_secret"] = bool(secret)
    return render(request, "dossiers/track.html", context)


def _limit(request: HttpRequest, number: str) -> None:
    """Each asker counts for himself: nobody keeps a number from its owner by asking for it."""
    hit("tracking_device", request.device)
    hit("tracking_thing", number, request.client_address)
    hit("tracking_address", request.client_address)


def _send(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    device = device_hash(request)
    if is_known_browser(dossier, device):
        hit("code_to_contact", "tracking", dossier.pk, device)
    else:
        hit("code_to_contact", "tracking", dossier.pk, request.client_address)
        hit("tracking_codes", dossier.pk)
    try:
        tracking = send_code(dossier=dossier, device_hash=device)
    except NoContact:
        messages.error(
            request, _("This dossier has no proven contact. Show your receipt at the desk instead.")
        )
        return redirect("dossiers:track")
    return redirect("dossiers:track_prove", tracking.public_id)


@never_cache
def prove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/tra-cuu/xac-nhan/<id>/`: type the code that was sent."""
    tracking = waiting_code(public_id)
    form = ProofForm(request.POST or None)
    if form.is_valid():
        hit("tracking_device", request.device)
        right = tracking is not None and check_code(
            tracking=tracking, code=form.cleaned_data["proof"]
        )
        if right:
            proofs = [*request.session.get(PROOFS, []), str(public_id)]
            request.session[PROOFS] = proofs[-5:]
            return redirect("dossiers:track_proven", public_id)
        form.add_error(
            "proof", _("This code is wrong, used or too old. Check it or have a new one sent.")
        )
    contact = contact_of(tracking.dossier) if tracking else None
    context = {"form": form, "masked": contact.masked if contact else "•••"}
    return render(request, "dossiers/track_prove.html", context)


@never_cache
def shown(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/tra-cuu/xem/<id>/`: state, division and dates, for half an hour in the same browser."""
    dossier = None
    if str(public_id) in request.session.get(PROOFS, []):
        dossier = proven(public_id, timezone.now())
    if dossier is None:
        messages.info(request, _("The proof has ended. Track the dossier again."))
        return redirect("dossiers:track")
    return _told(request, dossier)


def _told(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    if dossier.archived_at and (stone := stone_of(dossier)):
        context = {"dossier": dossier, "stone": stone}
        return render(request, "dossiers/archive/gone.html", context)
    context = {
        "dossier": dossier,
        "due": due_now(dossier, due_dates(dossier)),
        "holders": division_path(dossier.holder),
    }
    return render(request, "dossiers/track_proven.html", context)
