from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.errors import Invalid
from dossiers.forms.acting import ChildForm
from dossiers.models import Child
from dossiers.selectors.acting import children_for
from dossiers.services.declare_child import declare_child, end_child
from dossiers.views.errors import put_errors
from portal.accounts.shown import shown_identity_number
from portal.kernel.numbers import whole_number


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
    shown = [{"row": child, "number": shown_identity_number(child.number)} for child in rows]
    return render(request, "dossiers/acting/children.html", {"form": form, "children": shown})


def _remove(request: HttpRequest) -> HttpResponse:
    named = Child.objects.filter(guardian=request.user, ended_at=None)
    child = named.filter(pk=whole_number(request.POST.get("child"))).first()
    if child is None:
        raise Http404
    end_child(child=child, by=request.user)
    messages.success(request, _("The child is no longer in your account."))
    return redirect("dossiers:children")
