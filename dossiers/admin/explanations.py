"""Opinions on the handling and breaches of its rules: lists, one case, the answer."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.desks import WORKERS
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.explanations import (
    ApproveForm,
    BreachForm,
    DraftForm,
    NameForm,
    SendBackForm,
)
from dossiers.models import Breach, ExplanationCase
from dossiers.selectors.breaches import breaches_for, may_explain, unexplained
from dossiers.selectors.explanations import (
    actions_for,
    answered_cases,
    cases_for,
    waiting_cases,
)
from dossiers.services.breach import explain_breach
from dossiers.services.explain import (
    approve_explanation,
    draft_explanation,
    name_official,
    send_back_explanation,
)
from dossiers.workflow.explanation import EXPLANATIONS, ExplanationAction
from portal.admin_site.views import official_view
from portal.audit.purposes import Purpose
from portal.audit.services import looked

FORMS = {
    ExplanationAction.NAME: (NameForm, name_official),
    ExplanationAction.DRAFT: (DraftForm, draft_explanation),
    ExplanationAction.SEND_BACK: (SendBackForm, send_back_explanation),
    ExplanationAction.APPROVE: (ApproveForm, approve_explanation),
}
LISTS = {
    "cho": (_("To answer"), waiting_cases),
    "xong": (_("Answered"), answered_cases),
    "vi-pham": (_("Breaches to explain"), unexplained),
}


@dataclass(frozen=True)
class Tool:
    action: ExplanationAction
    label: Promise
    form: forms.Form

    @property
    def plain(self) -> bool:
        return not self.form.visible_fields()


@require_safe
@official_view(*WORKERS)
def cases(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/giai-trinh/`: what must be answered by when, what was, what must be explained."""
    key = request.GET.get("viec", "cho")
    if key not in LISTS:
        raise Http404
    title, find = LISTS[key]
    rows, after = find(request.user, timezone.localdate(), request.GET.get("sau", ""))
    context = {
        "title": title,
        "tabs": [
            {"label": label, "url": f"?viec={name}", "current": name == key}
            for name, (label, _find) in LISTS.items()
        ],
        "cases": rows if key != "vi-pham" else [],
        "breaches": rows if key == "vi-pham" else [],
        "next_url": f"?viec={key}&sau={after}" if after else "",
    }
    return render(request, "dossiers/desk/explanations.html", {**request.desk, **context})


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def case(request: HttpRequest, public_id) -> HttpResponse:
    """One case: the opinion, the dossier, what this official may do."""
    today = timezone.localdate()
    found = cases_for(request.user, today).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _act(request, found)
    looked(request.actor, found.dossier, found.dossier.owner_id, Purpose.PROCESSING)
    return _show(request, found)


def _act(request: HttpRequest, found: ExplanationCase) -> HttpResponse:
    named = request.POST.get("action", "")
    if named not in FORMS:
        raise Http404
    action = ExplanationAction(named)
    form_class, verb = FORMS[action]
    form = form_class(request.POST, case=found)
    if not form.is_valid():
        return _show(request, found, {action: form}, 422)
    version = form.cleaned_data["version"]
    try:
        verb(case=found, by=request.user, expected_version=version, **form.arguments())
    except Invalid as invalid:
        for field, error in invalid.errors.items():
            form.add_error(field if field in form.fields else None, error)
        return _show(request, found, {action: form}, 422)
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, EXPLANATIONS[action].past)
    return redirect(found.desk_url)


def _show(request, found: ExplanationCase, bound=None, status: int = 200) -> HttpResponse:
    today, bound = timezone.localdate(), bound or {}
    actions = actions_for(request.user, found, today)
    context = {
        **request.desk,
        "case": found,
        "dossier": found.dossier,
        "tools": [
            Tool(
                action,
                EXPLANATIONS[action].label,
                bound.get(action) or FORMS[action][0](case=found),
            )
            for action in actions
            if action in FORMS
        ],
    }
    return render(request, "dossiers/desk/explanation.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def breach(request: HttpRequest, pk: int) -> HttpResponse:
    """One breach on record and its explanation."""
    today = timezone.localdate()
    found = breaches_for(request.user, today).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = BreachForm(request.POST or None) if _open(request, found, today) else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            explain_breach(
                breach=found, by=request.user, explanation=form.cleaned_data["explanation"]
            )
        except DossierError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Explained."))
        return redirect("explanations:breach", found.pk)
    context = {**request.desk, "breach": found, "dossier": found.dossier, "form": form}
    return render(request, "dossiers/desk/breach.html", context)


def _open(request: HttpRequest, found: Breach, today) -> bool:
    return found.explained_at is None and may_explain(request.user, found, today) is not None
