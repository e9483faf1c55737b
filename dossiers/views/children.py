"""The children for whom a person files: named, shown, taken out."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.errors import Invalid
from dossiers.forms.acting import ChildForm
from dossiers.models import Child
from dossiers.rules.acting import comes_of_age
from dossiers.selectors.acting import children_for
from dossiers.services.declare_child import declare_child, end_child
from dossiers.views.errors import put_errors
from portal.accounts.shown import shown_identity_number
from portal.audit.actors import Actor
from portal.kernel.numbers import whole_number
from portal.pages.templatetags.ui import date_words


@require_http_methods(["GET", "HEAD", "POST"])
def children(request: HttpRequest) -> HttpResponse:
    """`/tai-khoan/con/`: the children for whom the person files; add one, take one out."""
    removes = request.POST.get("action") == "remove"
    if removes:
        return _remove(request)
    form = ChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declare_child(guardian=request.user, facts=form.facts())
            messages.success(request, _("The child is in your account. You can file for it now."))
            return redirect("dossiers:children")
        except Invalid as invalid:
            put_errors(form, invalid.errors)
    rows = children_for(request.user, timezone.localdate())
    context = {"form": form, "children": [child_line(child) for child in rows]}
    return render(request, "dossiers/acting/children.html", context)


def child_line(child: Child) -> dict[str, Any]:
    """A child as pages show it: its number masked, with the last day of childhood."""
    until = comes_of_age(child.birth_date, timezone.localdate()) - timedelta(days=1)
    proof = f"{child.paper} ({date_words(child.paper_on)})" if child.paper_on else ""
    facts = [
        (_("Relation"), child.get_relation_display()),
        (_("Date of birth"), date_words(child.birth_date)),
        (capfirst(child.get_number_kind_display()), shown_identity_number(child.number)),
        (_("Paper compared"), proof),
        (_("To be acted for until"), date_words(until)),
    ]
    rows = [{"label": label, "value": value} for label, value in facts if value]
    return {"row": child, "facts": rows}


def _remove(request: HttpRequest) -> HttpResponse:
    named = Child.objects.filter(guardian=request.user, ended_at=None)
    child = named.filter(pk=whole_number(request.POST.get("child"))).first()
    if child is None:
        raise Http404
    end_child(child=child, by=Actor.citizen(request.user))
    messages.success(request, _("The child is no longer in your account."))
    return redirect("dossiers:children")
