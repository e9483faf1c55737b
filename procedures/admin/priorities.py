"""The yearly list of services put online first: proposals, their weighing, the approval."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.admin_site.views import official_view
from portal.kernel.numbers import whole_number
from procedures.admin.access import actor
from procedures.errors import BadFacts, CatalogueError
from procedures.forms.priority import ApproveForm, OpenListForm, ProposeForm
from procedures.models import PriorityList, Procedure
from procedures.permissions import EDITORS, may_consolidate, may_publish
from procedures.selectors.priority import Line, entries_of
from procedures.selectors.rollout import stages_of
from procedures.services.priority_list import (
    approve_priority_list,
    open_priority_list,
    propose_service,
    weigh_service,
)
from procedures.workflow import ListState


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def lists(request: HttpRequest) -> HttpResponse:
    """Every year's list; whoever puts lists together opens the next one."""
    form = OpenListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = open_priority_list(by=actor(request), **form.cleaned_data)
            return redirect("catalogue_desk:list", found.year)
        except CatalogueError as refused:
            form.add_error(None, str(refused))
    context = {
        "lists": PriorityList.objects.order_by("-year"),
        "form": form,
        "may_open": may_consolidate(actor(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "admin/procedures/lists.html", request.desk | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def priority_list(request: HttpRequest, year: int) -> HttpResponse:
    """The list of one year, with what this official may do to it."""
    found = get_object_or_404(PriorityList.objects.select_related("approved_by"), year=year)
    action = request.POST.get("action", "")
    propose = ProposeForm(request.POST if action == "propose" else None)
    approve = ApproveForm(request.POST if action == "approve" else None)
    if request.method == "POST" and _act(request, found, action, propose, approve):
        return redirect("catalogue_desk:list", year)
    entries = list(entries_of(found))
    steps = stages_of(entry.procedure_id for entry in entries)
    context = {
        "list": found,
        "lines": [Line(entry, steps.get(entry.procedure_id)) for entry in entries],
        "draft": found.state == ListState.DRAFT,
        "propose": propose,
        "approve": approve,
        "may_weigh": may_consolidate(actor(request)),
        "may_approve": may_publish(actor(request)),
    }
    status = 422 if propose.errors or approve.errors else 200
    content = request.desk | context
    return render(request, "admin/procedures/priority_list.html", content, status=status)


def _act(
    request: HttpRequest,
    found: PriorityList,
    action: str,
    propose: ProposeForm,
    approve: ApproveForm,
) -> bool:
    """Whether the page is done with; otherwise a form shows what is wrong."""
    by, read = actor(request), whole_number(request.POST.get("version"))
    form = {"propose": propose, "approve": approve}.get(action)
    if form is not None and not form.is_valid():
        return False
    try:
        match action:
            case "propose":
                facts = dict(propose.cleaned_data)
                procedure = Procedure.objects.get(code=facts.pop("procedure_code"))
                propose_service(found=found, procedure=procedure, by=by, **facts)
            case "approve":
                approve_priority_list(
                    found=found, by=by, expected_version=read, **approve.cleaned_data
                )
            case _:
                _weigh(request, found, action)
        messages.success(request, _("Done."))
    except CatalogueError as refused:
        if form is None:
            messages.error(request, str(refused))
            return True
        field = refused.field if isinstance(refused, BadFacts) else None
        form.add_error(field if field in form.fields else None, str(refused))
        return False
    return True


def _weigh(request: HttpRequest, found: PriorityList, action: str) -> None:
    """Buttons of a line are called `keep:12` and `leave:12`."""
    verdict, _colon, pk = action.partition(":")
    number = whole_number(pk) if verdict in ("keep", "leave") else 0
    entry = get_object_or_404(found.entries.select_related("list"), pk=number)
    reason = request.POST.get("reason", "")[:1000]
    weigh_service(entry=entry, keep=verdict == "keep", by=actor(request), reason=reason)
