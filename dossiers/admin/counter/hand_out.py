"""Handing the result out: who stands there, proven how, what he takes along."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.admin.counter.doors import counter_view
from dossiers.errors import Conflict, DossierError, Invalid
from dossiers.forms.desk.hand_out import HandOutForm
from dossiers.models import Dossier, HandOut
from dossiers.selectors.counter.hand_out import originals_of, result_at_desk
from dossiers.selectors.counter.papers import was_scanned
from dossiers.selectors.money.before_result import holds_result
from dossiers.selectors.tracking import contact_of
from dossiers.services.counter.hand_out import hand_out as put_into_hands
from dossiers.services.prove import NoContact, send_code
from dossiers.workflow import State
from portal.accounts.limits import hit
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents.errors import UploadRefused
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose as FilePurpose
from procedures.words import amount_words


@counter_view
def hand_out(request: HttpRequest, public_id) -> HttpResponse:
    """`/quan-tri/tiep-nhan/tra-ket-qua/<id>/`: reached by scanning the receipt."""
    dossier = result_at_desk(request.user, public_id, timezone.localdate())
    if dossier is None:
        raise Http404
    if dossier.state == State.RETURNED:
        return _page(request, dossier, None)
    looked(request.actor, dossier, dossier.owner_id, Purpose.PROCESSING)
    if request.POST.get("action") == "code":
        return _send_code(request, dossier)
    form = _form(request, dossier)
    if request.method == "POST" and form.is_valid() and _handed_out(request, dossier, form):
        messages.success(request, _("Handed out and recorded."))
        return redirect("counter:hand_out", dossier.public_id)
    return _page(request, dossier, form)


def _form(request: HttpRequest, dossier: Dossier) -> HandOutForm:
    scanned = was_scanned(request.session, dossier)
    initial = {
        "version": dossier.version,
        "receiver": dossier.owner.full_name,
        "capacity": HandOut.Capacity.OWNER,
        "proof": HandOut.Proof.RECEIPT if scanned else HandOut.Proof.IDENTITY,
    }
    data = request.POST if request.POST.get("action") == "hand_out" else None
    return HandOutForm(
        data,
        request.FILES if data else None,
        initial=initial,
        dossier=dossier,
        checks=originals_of(dossier),
        receipt_scanned=scanned,
    )


def _handed_out(request: HttpRequest, dossier: Dossier, form: HandOutForm) -> bool:
    try:
        put_into_hands(
            dossier=dossier,
            by=request.user,
            expected_version=form.cleaned_data["version"],
            receipt_scanned=was_scanned(request.session, dossier),
            delegated=form.delegated(_kept(request, dossier, form)),
            **form.arguments(),
        )
    except UploadRefused as refused:
        form.add_error("file", str(refused))
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field if field in form.fields else None, words)
    except Conflict as conflict:
        form.add_error(None, conflict.message)
    except DossierError as refused:
        form.add_error(None, refused.message)
    else:
        return True
    return False


def _kept(request: HttpRequest, dossier: Dossier, form: HandOutForm) -> Any:
    upload = form.cleaned_data.get("file")
    if not upload:
        return None
    return store_upload(upload, dossier.owner, FilePurpose.DOSSIER_PAPER, by=request.actor)


def _send_code(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    hit("tracking_thing", dossier.pk)
    try:
        send_code(dossier=dossier)
        messages.success(request, _("The code is on its way to the contact of the dossier."))
    except NoContact:
        messages.error(request, _("The owner has proven neither a phone nor an e-mail address."))
    return redirect("counter:hand_out", dossier.public_id)


def _page(request: HttpRequest, dossier: Dossier, form: HandOutForm | None) -> HttpResponse:
    done = HandOut.objects.filter(dossier=dossier).select_related("by").first()
    owed = holds_result(dossier, timezone.localdate()) if form is not None else 0
    context = {
        **request.desk,
        "dossier": dossier,
        "owed": amount_words(owed) if owed else "",
        "form": form,
        "done": done,
        "can_send": form is not None and contact_of(dossier) is not None,
        "scanned": was_scanned(request.session, dossier),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "dossiers/counter/hand_out.html", context, status=status)
