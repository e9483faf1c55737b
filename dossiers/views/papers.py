"""Papers of a draft: handing in, joining photographs, taking away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.errors import Invalid
from dossiers.forms.filing import PapersForm
from dossiers.models import Draft
from dossiers.selectors.drafts import Need, needs_of
from dossiers.selectors.wallet.papers import fitting, kept_named
from dossiers.services.attach_paper import (
    PHOTOGRAPHS,
    attach_paper,
    detach_paper,
    join_papers,
)
from dossiers.services.wallet.reuse import reuse_in_draft
from dossiers.views.doors import count_uploads, is_row, with_draft
from dossiers.views.draft import LATER
from dossiers.views.errors import put_errors
from dossiers.views.steps import step_after, trail
from dossiers.words.wallet import kept_offers
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose
from procedures.figure_words import returned_words
from procedures.selectors.figures import Returned, measured


@with_draft
def papers(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Every file chosen is kept at once, whatever else the page says."""
    needs, limits = needs_of(draft), allowance(Purpose.DOSSIER_PAPER)
    if not needs:
        return redirect("dossiers:draft", draft.public_id)
    form = PapersForm(
        request.POST or None, request.FILES or None, needs=needs, accept=limits.accept
    )
    count_uploads(request)
    if form.is_valid():
        _act(request, draft, form)
        if not form.errors:
            return _onward(request, draft)
        needs = needs_of(draft)
    today = timezone.localdate()
    returned = measured(draft.revision.procedure.code, today).returned
    kept = fitting(draft, [need.paper for need in needs], request.user, today)
    context = {
        "draft": draft,
        "form": form,
        "limits": limits,
        "rows": [
            _row(request, form, need, returned.get(need.paper.key))
            | {"kept": kept_offers(kept.get(need.paper.pk, []), need.files, need.key, today)}
            for need in needs
        ],
        **trail(draft, today, "papers"),
    }
    return render(request, "dossiers/papers.html", context)


def _act(request: HttpRequest, draft: Draft, form: PapersForm) -> None:
    action, _colon, row = request.POST.get("action", "").partition(":")
    if action == "detach" and is_row(row):
        detach_paper(draft=draft, by=request.user, row_id=int(row))
    if action == "reuse":
        _reuse(request, draft, form, row)
    for need in form.needs:
        try:
            uploads = request.FILES.getlist(need.key)
            if uploads:
                attach_paper(draft=draft, by=request.user, paper=need.paper, uploads=uploads)
            if action == "join" and row == need.paper.key:
                join_papers(draft=draft, by=request.user, paper=need.paper)
        except UploadRefused as refused:
            form.add_error(need.key, str(refused))
        except Invalid as invalid:
            form.add_error(need.key, invalid.errors.get(need.key, str(invalid)))


def _reuse(request: HttpRequest, draft: Draft, form: PapersForm, what: str) -> None:
    """Take a kept paper that this page offers; anything else is not found."""
    key, _colon, public_id = what.partition(":")
    need = next((need for need in form.needs if need.key == key), None)
    kept = kept_named(draft, request.user, timezone.localdate(), public_id)
    if need is None or kept is None:
        raise Http404
    try:
        reuse_in_draft(draft=draft, by=request.user, paper=need.paper, kept=kept)
    except Invalid as invalid:
        put_errors(form, invalid.errors)


def _onward(request: HttpRequest, draft: Draft) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == LATER:
        return redirect("dossiers:draft", draft.public_id)
    if action == "next":
        return redirect(step_after(draft, timezone.localdate(), "papers").url)
    return redirect("dossiers:draft_papers", draft.public_id)


def _row(
    request: HttpRequest, form: PapersForm, need: Need, returned: Returned | None
) -> dict[str, Any]:
    own = [row for row in need.files if not row.is_reused]
    photographs = [row for row in own if row.file.content_type in PHOTOGRAPHS]
    note = need.paper.reuse_note
    return {
        "need": need,
        "takes": f"{_('Not needed when:')} {note}" if note else "",
        "note": returned_words(returned),
        "join": f"join:{need.paper.key}" if len(photographs) > 1 else "",
        "field": form[need.key],
        "files": [
            {
                "name": row.file.name,
                "size": row.file.size,
                "url": link(row.file, request.user),
                "hash": row.file.sha256,
                "remove": f"detach:{row.pk}",
            }
            for row in need.files
        ],
    }
