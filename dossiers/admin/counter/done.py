"""After the answer: code, date, what is due, and the paper as soon as the worker has made it."""

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.admin.counter.doors import counter_view
from dossiers.admin.counter.sheets import FRAMES, printable, shown
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.deciding import ProposeAtDeskForm
from dossiers.models import Dossier, DueKind, HandOver, Intake, RegisterEntry
from dossiers.selectors.counter.intake import intake_of
from dossiers.selectors.counter.papers import answer_paper
from dossiers.selectors.desk import available
from dossiers.selectors.terms import is_immediate, terms_for
from dossiers.services.decide import propose_at_desk
from dossiers.workflow import Action, State
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents import storage
from procedures.words import fee_words, limit_words

ON_THE_WAY = (State.PROPOSED, State.HELD, State.SIGNING)


@csp_update(FRAMES)
@counter_view
def done(request: HttpRequest, public_id) -> HttpResponse:
    """`…/ho-so/<id>/xong/`: waits for the paper by asking again, prints it, goes on by one key."""
    intake = _intake(request, public_id)
    if intake.dossier is None:
        return redirect("counter:intake", intake.public_id)
    if request.method == "POST":
        return _prepared(request, intake)
    return _page(request, intake)


def _prepared(request: HttpRequest, intake: Intake) -> HttpResponse:
    """The clerk has prepared the result for which the person waits."""
    dossier = intake.dossier
    form = ProposeAtDeskForm(request.POST, dossier=dossier, user=request.user)
    if not form.is_valid():
        return _page(request, intake, form)
    frame = {"by": request.user, "expected_version": form.cleaned_data["version"]}
    try:
        propose_at_desk(dossier=dossier, **frame, **form.arguments())
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field if field in form.fields else None, words)
        return _page(request, intake, form)
    except DossierError as refused:
        messages.error(request, refused.message)
    return redirect("counter:done", intake.public_id)


def _page(
    request: HttpRequest, intake: Intake, form: ProposeAtDeskForm | None = None
) -> HttpResponse:
    dossier = intake.dossier
    paper = answer_paper(dossier)
    acts = available(request.user, dossier, timezone.localdate())
    if form is None and Action.PROPOSE_AT_DESK in acts:
        form = ProposeAtDeskForm(dossier=dossier, user=request.user)
    context = {
        **request.desk,
        "intake": intake,
        "dossier": dossier,
        "paper": paper,
        "waits": paper is None and _paper_comes(intake, dossier),
        "form": form,
        "is_decided_now": is_immediate(dossier) and dossier.state in ON_THE_WAY,
        "is_ready": Action.RETURN_RESULT in acts,
        "promised": dossier.due_dates.filter(kind=DueKind.PROMISED).order_by("pk").first(),
        "limit": limit_words(terms_for(dossier)),
        "charges": [(each.title, fee_words(each)) for each in terms_for(dossier).charges],
        "entry": RegisterEntry.objects.filter(dossier=dossier).first(),
        "keys": [
            ("i", _("print")),
            ("t", _("hand out the result")),
            ("n", _("another dossier of this person")),
            ("x", _("next person")),
        ],
        "hand_over": HandOver.objects.filter(dossier=dossier, given_at=None)
        .select_related("taker")
        .order_by("pk")
        .first(),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "dossiers/counter/done.html", context, status=status)


def _paper_comes(intake: Intake, dossier: Dossier) -> bool:
    return dossier.state != State.RETURNED and (
        dossier.accepted_at is None or intake.receipt_wanted
    )


@printable
@counter_view
def paper(request: HttpRequest, public_id) -> HttpResponseBase:
    """The receipt, or whatever else was the answer, as PDF to print."""
    intake = _intake(request, public_id)
    found = intake.dossier and answer_paper(intake.dossier)
    if not found:
        raise Http404
    looked(request.actor, intake.dossier, intake.dossier.owner_id, Purpose.PROCESSING)
    return shown(storage.open_key(found.file.key), found.file.name)


def _intake(request: HttpRequest, public_id) -> Intake:
    intake = intake_of(request.user, public_id, timezone.localdate())
    if intake is None:
        raise Http404
    return intake
