"""Authorities to act, from both sides: those given, those held, those that wait for an answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.errors import Invalid
from dossiers.forms.acting import PAPER, MandateForm
from dossiers.models import Mandate
from dossiers.models.mandate import MandateState
from dossiers.selectors.acting import mandate_of, mandates_of
from dossiers.services.authorise import (
    MandateClosed,
    authorise,
    confirm_mandate,
    decline_mandate,
    revoke_mandate,
)
from dossiers.views.errors import put_errors
from portal.accounts.actors import actor_of
from portal.accounts.assurance import Assurance, assurance_of, step_up_url
from portal.accounts.limits import hit
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose

VERBS = {"confirm": confirm_mandate, "decline": decline_mandate, "revoke": revoke_mandate}
TONES = {
    MandateState.GOOD: "ok",
    MandateState.ASKED: "warn",
    MandateState.COMING: "warn",
}


@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """`/tai-khoan/uy-quyen/`: what waits for me, for whom I act, who acts for me."""
    lists = mandates_of(request.user)
    context = {
        "asked": [_line(request, row) for row in lists.asked],
        "held": [_line(request, row) for row in lists.held],
        "given": [_line(request, row) for row in lists.given],
    }
    return render(request, "dossiers/acting/mandates.html", context)


def _line(request: HttpRequest, mandate: Mandate) -> dict[str, Any]:
    state = mandate.state_on(timezone.localdate())
    is_principal = mandate.principal_id == request.user.pk
    other = mandate.delegate or mandate.name if is_principal else mandate.principal
    return {
        "row": mandate,
        "other": str(other),
        "is_principal": is_principal,
        "state": state.label,
        "tone": TONES.get(state, ""),
        "is_asked": state == MandateState.ASKED,
        "is_open": state in (MandateState.ASKED, MandateState.COMING, MandateState.GOOD),
        "scope": _scope(mandate),
    }


def _scope(mandate: Mandate) -> str:
    if mandate.procedure:
        return _("the procedure “%(title)s”") % {"title": mandate.procedure.current.title}
    if mandate.dossier:
        return _("the dossier %(code)s") % {"code": mandate.dossier.reference}
    return _("all matters on this portal")


@require_http_methods(["GET", "HEAD", "POST"])
def authorise_person(request: HttpRequest) -> HttpResponse:
    """`/tai-khoan/uy-quyen/moi/`: who, for what, how far, from when to when, on what basis."""
    sure = assurance_of(request) == Assurance.IDENTITY
    form = MandateForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        today=timezone.localdate(),
        initial={} if sure else {"basis": PAPER},
    )
    if request.method == "POST" and form.is_valid():
        mandate = _give(request, form)
        if mandate is not None:
            messages.success(request, _("Given. It begins to hold once the other confirms it."))
            return redirect(mandate)
    way = "" if sure else step_up_url(request, Assurance.IDENTITY)
    return render(request, "dossiers/acting/authorise.html", {"form": form, "way": way})


def _give(request: HttpRequest, form: MandateForm) -> Mandate | None:
    hit("mandate_by_person", request.user.pk)
    given = form.cleaned_data
    on_paper = given["basis"] == PAPER
    try:
        return authorise(
            principal=request.user,
            terms=form.terms(),
            level=assurance_of(request),
            paper=given["paper"] if on_paper else "",
            file=_scan(request, form) if on_paper else None,
        )
    except UploadRefused as refused:
        form.add_error("file", str(refused))
    except Invalid as invalid:
        put_errors(form, invalid.errors)
    return None


def _scan(request: HttpRequest, form: MandateForm) -> Any:
    upload = form.cleaned_data["file"]
    return store_upload(upload, request.user, Purpose.DOSSIER_PAPER, by=actor_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/tai-khoan/uy-quyen/<id>/`: its terms; confirm, decline, revoke."""
    try:
        found = mandate_of(request.user, public_id)
        if request.method == "POST":
            return _answer(request, found)
    except Mandate.DoesNotExist:
        raise Http404 from None
    line = _line(request, found)
    scan = link(found.file, request.user) if found.file else ""
    return render(request, "dossiers/acting/mandate.html", {**line, "scan": scan})


def _answer(request: HttpRequest, found: Mandate) -> HttpResponse:
    verb = VERBS.get(request.POST.get("action", ""))
    if verb is None:
        raise Http404
    try:
        verb(mandate=found, by=request.user)
        messages.success(request, _("Kept. The other person is told."))
    except MandateClosed as closed:
        messages.warning(request, str(closed))
    return redirect(found)
