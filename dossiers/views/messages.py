"""The owner’s side of the thread of a dossier."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.errors import Invalid
from dossiers.forms.messages import MessageForm
from dossiers.models import Dossier
from dossiers.models.mandate import Power
from dossiers.models.message import Side
from dossiers.permissions import may_act
from dossiers.rules.lookup import Item
from dossiers.selectors.messages import closes_at, is_open, rows_of, thread_of
from dossiers.services.messages import read_messages, write_message
from dossiers.views.doors import count_uploads, with_dossier
from dossiers.views.errors import put_errors
from dossiers.views.levels import sure_of
from portal.accounts.actors import actor_of
from portal.accounts.limits import hit
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose as FilePurpose
from portal.kernel.numbers import whole_number


@require_http_methods(["GET", "HEAD", "POST"])
@with_dossier
@sure_of(Item.MESSAGES)
def thread(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/tin-nhan/`: what was written, read with this look, and room to write."""
    may_write = may_act(request.user, dossier, timezone.localdate(), Power.FILE)
    if request.method == "POST" and not may_write:
        raise Http404
    form = MessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _sent(request, dossier, form):
        messages.success(request, _("Sent. You find the answer on this page."))
        return redirect("dossiers:messages", dossier.public_id)
    goes_on = is_open(dossier, timezone.now())
    found = thread_of(dossier, whole_number(request.GET.get("truoc")))
    if request.method == "GET":
        looked(actor_of(request), dossier, dossier.owner_id, Purpose.REPRESENTATION)
        read_messages(dossier=dossier, by=request.user, reader=Side.APPLICANT)
    context = {
        "dossier": dossier,
        "thread": found,
        "rows": rows_of(found, Side.APPLICANT, partial(link, user=request.user)),
        "form": form if may_write and goes_on else None,
        "is_closed": not goes_on,
        "closes_at": closes_at(dossier),
        "limits": allowance(FilePurpose.DOSSIER_PAPER),
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/messages.html", context, status=status)


def _sent(request: HttpRequest, dossier: Dossier, form: MessageForm) -> bool:
    count_uploads(request)
    hit("message_by_person", request.user.pk)
    given = form.cleaned_data
    try:
        write_message(
            dossier=dossier,
            by=request.user,
            text=given["text"],
            send_key=given["send_key"],
            uploads=given["files"],
        )
    except Invalid as invalid:
        put_errors(form, invalid.errors)
    except UploadRefused as refused:
        form.add_error("files", str(refused))
    return not form.errors
