"""The papers that a person keeps: the list, one paper, keeping one of a dossier."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.errors import Invalid
from dossiers.forms.wallet import ConsentForm, KeepForm
from dossiers.models import Dossier, KeptPaper
from dossiers.models.mandate import Power
from dossiers.rules.lookup import Item
from dossiers.rules.wallet import ASKED_ONCE
from dossiers.selectors.wallet.checked import checked
from dossiers.selectors.wallet.kinds import renewed_by
from dossiers.selectors.wallet.papers import kept_paper, uses_of, wallet_page
from dossiers.services.wallet.consent import give_consent, withdraw_consent
from dossiers.services.wallet.keep import Facts, keep_paper
from dossiers.services.wallet.remove import put_back, remove_paper
from dossiers.views.doors import is_row, with_dossier_to
from dossiers.views.errors import put_errors
from dossiers.views.levels import sure_of, way_to
from dossiers.words.wallet import standing_tag
from portal.agencies.wording import citation_words
from portal.documents.links import link


def wallet(request: HttpRequest) -> HttpResponse:
    """`/giay-to/`: what is kept, latest first, cut by key."""
    today, after = timezone.localdate(), request.GET.get("sau", "")
    rows, next_key = wallet_page(request.user, today, after)
    context = {
        "papers": [{"kept": row, "tag": standing_tag(row, today)} for row in rows],
        "next_url": f"{request.path}?sau={next_key}" if next_key else "",
        "first_url": request.path if after else "",
        "basis": citation_words(ASKED_ONCE.dated(today).citation),
    }
    return render(request, "dossiers/wallet/list.html", context)


def paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/giay-to/<id>/`: its facts, who answers for it, who may use it, where it was used."""
    today = timezone.localdate()
    try:
        kept = kept_paper(request.user, public_id, today)
    except KeptPaper.DoesNotExist:
        raise Http404 from None
    if way := way_to(request, Item.PAPERS):
        return redirect(way)
    form = ConsentForm(request.POST if request.POST.get("action") == "consent" else None)
    if request.method == "POST" and _act(request, kept, form):
        return redirect(kept)
    return render(request, "dossiers/wallet/paper.html", _shown(request, kept, form, today))


def _act(request: HttpRequest, kept: KeptPaper, form: ConsentForm) -> bool:
    """Do what the button says; False when the form must be shown again."""
    action, _colon, row = request.POST.get("action", "").partition(":")
    if action == "remove":
        remove_paper(kept=kept, by=request.user)
        messages.success(request, _("The paper is no longer among your papers."))
    elif action == "put_back":
        put_back(kept=kept, by=request.user)
        messages.success(request, _("The paper is among your papers again."))
    elif action == "withdraw" and is_row(row):
        withdraw_consent(kept=kept, by=request.user, consent_id=int(row))
        messages.success(request, _("Your consent has ended."))
    elif action == "consent":
        return _consent(request, kept, form)
    return True


def _consent(request: HttpRequest, kept: KeptPaper, form: ConsentForm) -> bool:
    if not form.is_valid():
        return False
    try:
        give_consent(kept=kept, by=request.user, agency=form.cleaned_data["agency"])
    except Invalid as invalid:
        put_errors(form, invalid.errors)
        return False
    messages.success(request, _("Your consent has been kept. You can withdraw it at any time."))
    return True


def _shown(request: HttpRequest, kept: KeptPaper, form: ConsentForm, on: date) -> dict[str, Any]:
    return {
        "kept": kept,
        "tag": standing_tag(kept, on),
        "file_url": link(kept.file, request.user),
        "consents": kept.consents.filter(withdrawn_at=None).select_related("agency"),
        "uses": uses_of(kept),
        "renewal": renewed_by(kept.kinds),
        "form": form,
    }


@with_dossier_to(Power.REUSE)
@sure_of(Item.PAPERS)
def keep(request: HttpRequest, dossier: Dossier, row: int) -> HttpResponse:
    """`/ho-so/<id>/giu-giay-to/<row>/`: keep a paper that an official has accepted."""
    if dossier.organisation_id is None and dossier.owner_id != request.user.pk:
        raise Http404
    found = get_object_or_404(dossier.papers.select_related("paper", "file"), pk=row)
    if checked(found) is None:
        raise Http404
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("agrees")
        try:
            kept = keep_paper(row=found, by=request.user, facts=Facts(**given))
        except Invalid as invalid:
            put_errors(form, invalid.errors)
        else:
            messages.success(request, _("The paper is among your papers now."))
            return redirect(kept)
    context = {"dossier": dossier, "row": found, "form": form}
    return render(request, "dossiers/wallet/keep.html", context)
