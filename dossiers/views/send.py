"""The last steps: check the answers, send, the system receipt."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers.errors import Invalid
from dossiers.models import Dossier, Draft
from dossiers.models.clock import DueKind
from dossiers.models.dossier import ReturnWay
from dossiers.models.mandate import Power
from dossiers.rules.lookup import Item
from dossiers.selectors.citizen import documents_of, due_dates
from dossiers.selectors.draft_post import chosen_post
from dossiers.selectors.drafts import draft_errors, evaluation_of, needs_of
from dossiers.selectors.files import files_of, with_files
from dossiers.services.submit import submit
from dossiers.views.doors import with_dossier, with_dossier_to, with_draft
from dossiers.views.draft import MEND
from dossiers.views.levels import sure_of
from dossiers.views.steps import trail
from portal.accounts.actors import actor_of
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents.links import link
from portal.documents.workflow import PaperKind
from procedures.eforms import Evaluation
from procedures.eforms.summary import SummarySection, summarise


@with_draft
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Check the answers and send. Sending again, from anywhere, gives the same receipt."""
    today = timezone.localdate()
    errors = draft_errors(draft, today)
    if request.POST.get("action") == "send":
        try:
            dossier = submit(draft_id=draft.public_id, by=request.user)
            return redirect("dossiers:receipt", dossier.public_id)
        except Invalid as invalid:
            errors = invalid.errors
    evaluation = evaluation_of(draft, today)
    sections = _answers(draft, evaluation)
    context = {
        "draft": draft,
        "errors": [(_where(draft, name), words) for name, words in errors.items()],
        "sections": sections,
        "needs": needs_of(draft),
        "way": ReturnWay(draft.return_way).label,
        "parcels": chosen_post(draft, today),
        "mend": MEND,
        **trail(draft, today, "check"),
    }
    return render(request, "dossiers/check.html", context)


def _answers(draft: Draft, evaluation: Evaluation) -> list[SummarySection]:
    if draft.form_version is None:
        return []
    sections = summarise(draft.form_version.definition, evaluation)
    return with_files(sections, files_of(draft), partial(link, user=draft.owner))


def _where(draft: Draft, name: str) -> str:
    """The page, and the place on it, where an error is mended."""
    if name.startswith("paper-"):
        return f"{reverse('dossiers:draft_papers', args=[draft.public_id])}#id_{name}"
    if name == "return_way":
        return reverse("dossiers:draft_return", args=[draft.public_id])
    top = name.partition(".")[0]
    sections = draft.form_version.definition.sections if draft.form_version else ()
    for section in sections:
        if any(item.key == top for item in section.fields):
            url = reverse("dossiers:draft_section", args=[draft.public_id, section.key])
            return f"{url}?{MEND}#id_{name}"
    return reverse("dossiers:draft", args=[draft.public_id])


@require_safe
@with_dossier_to(Power.RECEIVE)
@sure_of(Item.RESULT)
def result(request: HttpRequest, dossier: Dossier, paper: int) -> HttpResponse:
    """`/ho-so/<id>/ket-qua/<n>/`: the result, for a session that is sure enough of its reader."""
    found = documents_of(dossier).filter(kind=PaperKind.RESULT, pk=paper).first()
    if found is None:
        raise Http404
    looked(actor_of(request), dossier, dossier.owner_id, Purpose.REPRESENTATION)
    return redirect(link(found.file, request.user))


@with_dossier
def receipt(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The system receipt: number, moment, and until when an official answers."""
    reply = due_dates(dossier).get(DueKind.REPLY)
    return render(request, "dossiers/receipt.html", {"dossier": dossier, "reply": reply})
