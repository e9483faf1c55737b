"""Beginning to file: which agency, which situation, for whom."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dossiers.errors import Invalid
from dossiers.forms.filing import OWN, StartForm
from dossiers.selectors.acting import Acting
from dossiers.selectors.earlier import answers_to_take_over, earlier_dossier, is_for
from dossiers.selectors.filing import drafts_for, open_dossiers_for, why_not_online
from dossiers.selectors.known import known_about
from dossiers.selectors.said_before import filled_in, said_before
from dossiers.services.start_draft import start_draft
from dossiers.views.errors import put_errors
from dossiers.views.steps import first_open
from portal.accounts.actors import actor_of
from portal.accounts.assurance import Assurance, assurance_of
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from procedures.eligibility import questions_asked
from procedures.models import Procedure
from procedures.selectors import offerings_of, procedure_of

SHOWN = 5


def start(request: HttpRequest, code: str) -> HttpResponse:
    """`/thu-tuc/<code>/nop/`: choose and begin; what was begun or sent before is shown first."""
    procedure = procedure_of(code)
    if procedure is None:
        raise Http404
    today = timezone.localdate()
    refusal = why_not_online(procedure, today)
    if refusal is not None:
        return _elsewhere(request, procedure, refusal, today)
    form = StartForm(
        request.POST or None,
        initial={"case": request.GET.get("case", ""), "applicant": OWN},
        procedure=procedure,
        user=request.user,
        on=today,
    )
    if request.method == "POST" and form.is_valid():
        draft = _begin(request, procedure, form)
        if draft is not None:
            return redirect(first_open(draft, today).url)
    context = {
        "procedure": procedure,
        "revision": procedure.current,
        "form": form,
        "earlier": _earlier(request, procedure),
        "questions": questions_asked(procedure.current),
        "drafts": drafts_for(request.user, procedure)[:SHOWN],
        "dossiers": open_dossiers_for(request.user, procedure, today)[:SHOWN],
    }
    return render(request, "dossiers/start.html", context)


def _begin(request: HttpRequest, procedure: Procedure, form: StartForm):
    chosen = form.chosen()
    answers, origins = _answers(request, procedure, chosen["acting"])
    try:
        return start_draft(
            procedure=procedure, by=request.user, answers=answers, origins=origins, **chosen
        )
    except Invalid as invalid:
        put_errors(form, invalid.errors)
        return None


def _answers(
    request: HttpRequest, procedure: Procedure, acting: Acting
) -> tuple[dict[str, Any], dict[str, int]]:
    """Those of the earlier dossier that the address names, if it was for the same applicant, what
    the portal knows already and what was said in accepted dossiers, but for a principal’s; and for
    the last, by path, in which.
    """
    form = procedure.current.form
    if form is None:
        return {}, {}
    earlier = _earlier(request, procedure)
    same = earlier is not None and is_for(earlier, request.user, acting)
    taken = answers_to_take_over(earlier, form.definition) if same else {}
    said = {} if acting.mandate else said_before(request.user, acting.organisation)
    return filled_in(form.definition, _known(request, acting), said, taken)


def _earlier(request: HttpRequest, procedure: Procedure):
    return earlier_dossier(request.user, procedure, request.GET.get("tu", ""), timezone.localdate())


def _known(request: HttpRequest, acting: Acting) -> dict[str, Any]:
    """What the forms are filled in with. A delegate is given what is known about the other only
    once his own identity is proven, and the other sees that he was.
    """
    if acting.mandate is None:
        return known_about(request.user, acting.organisation)
    if assurance_of(request) < Assurance.IDENTITY:
        return {}
    principal = acting.mandate.principal
    looked(actor_of(request), acting.mandate, principal.pk, Purpose.REPRESENTATION)
    return known_about(principal, None)


def _elsewhere(request: HttpRequest, procedure: Procedure, refusal, today) -> HttpResponse:
    context = {
        "procedure": procedure,
        "revision": procedure.current,
        "refusal": refusal,
        "offerings": offerings_of(procedure, today),
    }
    return render(request, "dossiers/not_online.html", context)
