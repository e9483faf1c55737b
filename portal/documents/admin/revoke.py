"""Withdrawing a paper: a leader of its agency gives the reason, reads what follows and confirms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.documents.admin.scope import led, may_revoke
from portal.documents.errors import PaperConflict
from portal.documents.forms import RevokeForm
from portal.documents.models import IssuedDocument
from portal.documents.services import revoke

CONFIRMED = "revoke"


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.LEADER)
def revocation(request: HttpRequest, pk: int) -> HttpResponse:
    """Two steps on one address: the reason, then the confirmation. Nothing typed is lost when
    somebody else was faster."""
    paper = get_object_or_404(led(request, IssuedDocument.objects.select_related("agency")), pk=pk)
    if not may_revoke(request, paper):
        return _page(request, paper, None, status=409 if request.method == "POST" else 200)
    form = RevokeForm(request.POST or None, initial={"version": paper.version})
    if not (form.is_bound and form.is_valid()):
        return _page(request, paper, form)
    if request.POST.get("action") != CONFIRMED:
        return _page(request, paper, form.to_confirm(), confirming=True)
    try:
        revoke(
            document=paper,
            reason=form.cleaned_data["reason"],
            basis=form.cleaned_data["basis"],
            by=request.actor,
            expected_version=form.cleaned_data["version"],
        )
    except PaperConflict:
        paper.refresh_from_db()
        again = form.after_conflict(paper.version) if may_revoke(request, paper) else None
        return _page(request, paper, again, status=409)
    messages.success(request, _("The paper is revoked. Its owner is told."))
    return redirect("admin:documents_issueddocument_change", paper.pk)


def _page(
    request: HttpRequest,
    paper: IssuedDocument,
    form: RevokeForm | None,
    *,
    confirming: bool = False,
    status: int = 200,
) -> HttpResponse:
    facts = [
        {"label": _("Paper"), "value": paper.get_kind_display()},
        {"label": _("Code"), "value": paper.code},
        {"label": _("Issuing agency"), "value": paper.agency.name},
    ]
    if confirming:
        facts += [
            {"label": _("Legal basis"), "value": form.cleaned_data["basis"]},
            {"label": _("Reason"), "value": form.cleaned_data["reason"]},
        ]
    context = {"paper": paper, "form": form, "facts": facts, "confirming": confirming}
    return render(request, "admin/documents/revoke.html", context, status=status)
