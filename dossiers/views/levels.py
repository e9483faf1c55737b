"""Whether this session is sure enough for an item of a dossier, and where it is made surer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from dossiers.models import Dossier
from dossiers.models.mandate import Power
from dossiers.permissions import may_act, standing_in
from dossiers.rules.lookup import Item, Proof, needed
from portal.accounts.assurance import Assurance, assurance_of, step_up_url
from portal.documents.models import IssuedDocument
from portal.documents.workflow import PaperKind

View = Callable[..., HttpResponse]

PROOFS = {
    Assurance.NONE: Proof.NONE,
    Assurance.CONTACT: Proof.ACCOUNT,
    Assurance.IDENTITY: Proof.IDENTITY,
}


def step_up_for(request: HttpRequest, dossier: Dossier, item: Item, back: str = "") -> str:
    """The page that makes this session sure enough for `item` and comes back to `back` (this page
    when none is given); empty when it is sure enough. The reader may follow the dossier.
    """
    found = standing_in(request.user, dossier, timezone.localdate())
    return way_to(request, item, back, for_another=found is None or found.for_another)


def way_to(request: HttpRequest, item: Item, back: str = "", *, for_another: bool = False) -> str:
    """The same where no dossier is at hand: for what is the reader's own, or another person's."""
    least = needed(
        item,
        identity_proven=hasattr(request.user, "proven_identity"),
        for_another=for_another,
    )
    if PROOFS[assurance_of(request)] >= least:
        return ""
    return step_up_url(request, Assurance.IDENTITY, back)


def sure_of(item: Item) -> Callable[[View], View]:
    """For the view of a dossier: first make the session sure enough for `item`, then come back."""

    def door(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, dossier: Dossier, **kwargs: Any) -> HttpResponse:
            way = step_up_for(request, dossier, item)
            return redirect(way) if way else view(request, dossier, **kwargs)

        return opened

    return door


def way_to_document(request: HttpRequest, document: IssuedDocument) -> str | None:
    """For the keeper of issued papers: None where it is not the reader's, empty where it is open,
    else the page to go to first.
    """
    dossier = Dossier.objects.filter(pk=document.subject_id).first()
    is_result = document.kind == PaperKind.RESULT
    power = Power.RECEIVE if is_result else Power.FOLLOW
    if dossier is None or not may_act(request.user, dossier, timezone.localdate(), power):
        return None
    return step_up_for(request, dossier, Item.RESULT if is_result else Item.PAPERS)
