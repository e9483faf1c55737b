"""The children of the person at the counter: the bond is proven against a paper, or has ended."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.admin.counter.doors import counter_view, with_visit
from dossiers.errors import Invalid
from dossiers.forms.desk.children import NewChildForm, ProofForm
from dossiers.models import Child, Visit
from dossiers.selectors.acting import children_for
from dossiers.services.declare_child import declare_child, end_child, prove_child
from dossiers.views.children import child_line
from dossiers.views.errors import put_errors
from portal.audit.purposes import Purpose
from portal.audit.services import looked


@counter_view
@with_visit
def children(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/quan-tri/tiep-nhan/khach/<id>/con/`: for whom the person acts; one more is named."""
    _looked(request, visit)
    form = NewChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            child = declare_child(guardian=visit.person, facts=form.facts(), by=request.actor)
            return redirect("counter:child", visit.public_id, child.pk)
        except Invalid as invalid:
            put_errors(form, invalid.errors)
    rows = children_for(visit.person, timezone.localdate())
    context = {"visit": visit, "form": form, "children": [child_line(row) for row in rows]}
    return _page(request, "dossiers/counter/children.html", context)


@counter_view
@with_visit
def child(request: HttpRequest, visit: Visit, child_id: int) -> HttpResponse:
    """`…/con/<id>/`: compare the paper with what was declared; end a bond that is no more."""
    _looked(request, visit)
    found = Child.objects.filter(guardian=visit.person, ended_at=None, pk=child_id).first()
    if found is None:
        raise Http404
    proving = request.POST.get("action") == "prove"
    form = ProofForm(request.POST if proving else None)
    if request.POST.get("action") == "end":
        end_child(child=found, by=request.actor)
        messages.success(request, _("Ended. The person is told."))
        return redirect("counter:children", visit.public_id)
    if proving and form.is_valid() and _proven(request, found, form):
        return redirect("counter:children", visit.public_id)
    return _page(
        request, "dossiers/counter/child.html", {"visit": visit, "form": form, **child_line(found)}
    )


def _proven(request: HttpRequest, found: Child, form: ProofForm) -> bool:
    try:
        prove_child(child=found, paper=form.read(), official=request.user, by=request.actor)
    except Invalid as invalid:
        put_errors(form, invalid.errors)
        return False
    messages.success(request, _("The bond is proven. The person is told."))
    return True


def _looked(request: HttpRequest, visit: Visit) -> None:
    looked(request.actor, visit.person, visit.person_id, Purpose.IDENTITY)


def _page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    form = context["form"]
    status = 422 if form.is_bound and form.errors else 200
    content = {**request.desk, **context}
    return render(request, template, content, status=status)
