"""Withdrawing a paper, or putting another in its place: a leader of its agency gives the reason,
reads what follows and confirms.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.documents.admin.scope import led, may_revoke, successors
from portal.documents.errors import PaperConflict
from portal.documents.forms import RevokeForm
from portal.documents.models import IssuedDocument
from portal.documents.services import replace, revoke

CONFIRMED = "revoke"


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.LEADER)
def revocation(request: HttpRequest, pk: int) -> HttpResponse:
    """Two steps on one address: the reason, then the confirmation. Nothing typed is lost when
    somebody else was faster."""
    paper = get_object_or_404(led(request, IssuedDocument.objects.select_related("agency")), pk=pk)
    if not may_revoke(request, paper):
        return _page(request, paper, None, status=409 if request.method == "POST" else 200)
    form = RevokeForm(
        request.POST or None,
        initial={"version": paper.version},
        successors=successors(request, paper),
    )
    if not (form.is_bound and form.is_valid()):
        return _page(request, paper, form)
    if request.POST.get("action") != CONFIRMED:
        return _page(request, paper, form.to_confirm(), confirming=True)
    try:
        done = _end(paper, by=request.actor, **form.cleaned_data)
    except PaperConflict:
        paper.refresh_from_db()
        again = form.after_conflict(paper.version) if may_revoke(request, paper) else None
        return _page(request, paper, again, status=409)
    messages.success(request, done)
    return redirect("admin:documents_issueddocument_change", paper.pk)


def _end(
    paper: IssuedDocument,
    *,
    by: Actor,
    version: int,
    basis: str,
    reason: str,
    successor: IssuedDocument | None,
) -> str:
    """Revoked, or replaced in one act; what the official reads then."""
    ending = {"document": paper, "reason": reason, "basis": basis, "by": by}
    if successor is None:
        revoke(**ending, expected_version=version)
        return _("The paper is revoked. Its owner is told.")
    replace(**ending, successor=successor, tell_owner=True, expected_version=version)
    return _("The paper is replaced. Its owner is told.")


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
    successor = form.cleaned_data["successor"] if confirming else None
    if successor:
        facts.append({"label": _("Replaced by"), "value": successor.code})
    context = {
        "paper": paper,
        "form": form,
        "facts": facts,
        "confirming": confirming,
        "successor": successor,
    }
    return render(request, "admin/documents/revoke.html", context, status=status)
