"""The officials’ side of the thread of a dossier."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.desks import WORKERS
from dossiers.errors import DossierError, Invalid
from dossiers.forms.messages import AnswerMessageForm
from dossiers.models import Dossier
from dossiers.models.message import Side
from dossiers.permissions import actor_for, visible_to
from dossiers.rules.messages import asks_for_papers
from dossiers.rules.wordings import filled
from dossiers.selectors.messages import (
    closes_at,
    is_open,
    official_in,
    rows_of,
    thread_of,
    waiting,
)
from dossiers.selectors.wordings import answers_for, values_of
from dossiers.services.messages import answer_message, read_messages, settle_messages
from dossiers.workflow import TABLE, Action
from portal.admin_site.views import official_view
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose as FilePurpose
from portal.kernel.numbers import whole_number

ASKING = (
    Action.ASK_AT_DESK,
    Action.ASK_IN_APPRAISAL,
    Action.DRAFT_ASKING_AT_DESK,
    Action.DRAFT_ASKING_IN_APPRAISAL,
)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def thread(request: HttpRequest, public_id) -> HttpResponse:
    """`/quan-tri/ho-so/<id>/tin-nhan/`: what was written, what waits, room to answer."""
    today = timezone.localdate()
    related = ("revision", "agency", "case", "holder")
    rows = visible_to(request.user, today).select_related(*related).distinct()
    dossier = get_object_or_404(rows, public_id=public_id)
    may_write = official_in(request.user, dossier, today) is not None
    form = AnswerMessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if _done(request, dossier, form):
            return redirect("desk:messages", public_id=public_id)
    else:
        form.initial["text"] = _wording(request, dossier)
        looked(request.actor, dossier, dossier.owner_id, Purpose.PROCESSING)
        if may_write:
            read_messages(dossier=dossier, by=request.user, reader=Side.AGENCY)
    return _show(request, dossier, form, may_write)


def _show(request, dossier: Dossier, form: AnswerMessageForm, may_write: bool) -> HttpResponse:
    found = thread_of(dossier, whole_number(request.GET.get("truoc")))
    open_to = may_write and is_open(dossier, timezone.now())
    asking = _way_to_ask(request.user, dossier) if open_to else None
    context = {
        **request.desk,
        "dossier": dossier,
        "thread": found,
        "rows": rows_of(found, Side.AGENCY, partial(_address, request)),
        "waiting": waiting(dossier).first(),
        "form": form if open_to else None,
        "may_settle": may_write,
        "texts": answers_for(dossier) if open_to else [],
        "asking": asking,
        "closes_at": closes_at(dossier),
        "limits": allowance(FilePurpose.DOSSIER_PAPER),
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/messages.html", context, status=status)


def _way_to_ask(user, dossier: Dossier) -> dict | None:
    """The verb with which this official asks for papers now, if he may."""
    may = (
        action
        for action in ASKING
        if dossier.state in TABLE[action].moves
        and actor_for(user, action, dossier, timezone.localdate()) is not None
    )
    found = next(may, None)
    return {"action": found, "label": TABLE[found].label} if found else None


def _address(request: HttpRequest, file) -> str:
    return link(file, request.user, actor=request.actor)


def _wording(request: HttpRequest, dossier: Dossier) -> str:
    """The text of the library that the address names, filled in for this dossier."""
    wanted = whole_number(request.GET.get("mau"))
    version = answers_for(dossier).filter(pk=wanted).first() if wanted else None
    return filled(version.text, values_of(dossier, timezone.now())) if version else ""


def _done(request: HttpRequest, dossier: Dossier, form: AnswerMessageForm) -> bool:
    """Whether what the button says was done, or refused for good; else the form tells why not."""
    action = request.POST.get("action")
    if action not in ("send", "settle"):
        raise Http404
    try:
        if action == "settle":
            settle_messages(dossier=dossier, by=request.user)
            messages.success(request, _("Kept: no answer is needed."))
            return True
        return form.is_valid() and _sent(request, dossier, form)
    except DossierError as refused:
        messages.error(request, refused.message)
        return True


def _sent(request: HttpRequest, dossier: Dossier, form: AnswerMessageForm) -> bool:
    given = form.cleaned_data
    try:
        answer_message(
            dossier=dossier,
            by=request.user,
            text=given["text"],
            send_key=given["send_key"],
            uploads=given["files"],
            asks_nothing=given["asks_nothing"],
        )
    except Invalid as invalid:
        if asks_for_papers(given["text"]):
            form.offer_the_tick()
        for field, error in invalid.errors.items():
            form.add_error(field, error)
    except UploadRefused as refused:
        form.add_error("files", str(refused))
    else:
        messages.success(request, _("Sent to the applicant."))
    return not form.errors
