"""The record of a service on its way online, from its choice to its review."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.admin_site.views import official_view
from portal.kernel.numbers import whole_number
from procedures.admin.access import actor
from procedures.errors import BadFacts, CatalogueError
from procedures.forms.priority import FindServiceForm, StageForm
from procedures.models import Procedure, RolloutStep
from procedures.models.rollout import Stage
from procedures.permissions import EDITORS
from procedures.selectors.rollout import reached, record_of
from procedures.services.record_stage import record_stage

PAGE = 50


@require_safe
@official_view(*EDITORS)
def rollout(request: HttpRequest) -> HttpResponse:
    """What was recorded last, newest first, cut by key; a service is found by its code."""
    form = FindServiceForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("catalogue_desk:service", form.cleaned_data["code"])
    steps = RolloutStep.objects.select_related("procedure__current", "recorded_by")
    if before := whole_number(request.GET.get("sau")):
        steps = steps.filter(pk__lt=before)
    found = list(steps.order_by("-pk")[: PAGE + 1])
    more = len(found) > PAGE
    context = {
        "form": form,
        "steps": found[:PAGE],
        "next_url": f"?sau={found[PAGE - 1].pk}" if more else "",
    }
    return render(request, "admin/procedures/rollout.html", request.desk | context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: the stages it has reached, and a form for the next one."""
    found = get_object_or_404(Procedure.objects.select_related("current"), code=code)
    form = StageForm(request.POST or None, initial={"stage": _next_stage(found)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"stage": Stage(form.cleaned_data["stage"])}
        try:
            record_stage(procedure=found, by=actor(request), **given)
        except BadFacts as refused:
            form.add_error(refused.field, str(refused.message))
        except CatalogueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Recorded."))
            return redirect("catalogue_desk:service", code)
    steps = record_of(found)
    counting = reached(steps)
    context = {
        "procedure": found,
        "stages": [{"label": s.label, "step": counting.get(s.value)} for s in Stage],
        "steps": steps,
        "form": form,
    }
    status = 422 if form.errors else 200
    content = request.desk | context
    return render(request, "admin/procedures/service.html", content, status=status)


def _next_stage(found: Procedure) -> str:
    """The stage after the furthest one recorded."""
    known = reached(found.rollout.order_by("id"))
    last = max((list(Stage).index(Stage(key)) for key in known), default=-1)
    return list(Stage)[min(last + 1, len(Stage) - 1)].value
