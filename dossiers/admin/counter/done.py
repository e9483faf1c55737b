"""After the answer: code, date, what is due, and the paper as soon as the worker has made it."""

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.admin.counter.doors import counter_view
from dossiers.admin.counter.sheets import printable, shown
from dossiers.models import Dossier, DueKind, HandOver, Intake, RegisterEntry
from dossiers.selectors.counter.intake import intake_of
from dossiers.selectors.counter.papers import answer_paper
from dossiers.selectors.terms import terms_for
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents import storage
from procedures.words import fee_words, limit_words

FRAMES = {"frame-src": ["'self'"]}


@csp_update(FRAMES)
@counter_view
def done(request: HttpRequest, public_id) -> HttpResponse:
    """`…/ho-so/<id>/xong/`: waits for the paper by asking again, prints it, goes on by one key."""
    intake = _intake(request, public_id)
    if intake.dossier is None:
        return redirect("counter:intake", intake.public_id)
    dossier = intake.dossier
    paper = answer_paper(dossier)
    context = {
        **request.desk,
        "intake": intake,
        "dossier": dossier,
        "paper": paper,
        "waits": paper is None and _paper_comes(intake, dossier),
        "promised": dossier.due_dates.filter(kind=DueKind.PROMISED).order_by("pk").first(),
        "limit": limit_words(terms_for(dossier)),
        "charges": [(each.title, fee_words(each)) for each in terms_for(dossier).charges],
        "entry": RegisterEntry.objects.filter(dossier=dossier).first(),
        "keys": [
            ("i", _("print")),
            ("n", _("another dossier of this person")),
            ("x", _("next person")),
        ],
        "hand_over": HandOver.objects.filter(dossier=dossier, given_at=None)
        .select_related("taker")
        .order_by("pk")
        .first(),
    }
    return render(request, "dossiers/counter/done.html", context)


def _paper_comes(intake: Intake, dossier: Dossier) -> bool:
    return dossier.accepted_at is None or intake.receipt_wanted


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
