"""Whose draft, whose dossier: somebody else's is not found, a draft already sent is its receipt."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from dossiers.models import Dossier, Draft
from dossiers.models.mandate import Power
from dossiers.selectors.citizen import own_dossier, sent_as
from dossiers.selectors.drafts import draft_of
from portal.accounts.limits import hit

View = Callable[..., HttpResponse]


def is_row(text: str) -> bool:
    """Whether a button names a row of a table: digits, no more than its key has."""
    return re.fullmatch(r"[0-9]{1,18}", text) is not None


def count_uploads(request: HttpRequest) -> None:
    """Count the files of a post, each for itself. Raises LimitReached before any is kept."""
    for name in request.FILES:
        for _file in request.FILES.getlist(name):
            hit("upload_by_person", request.user.pk)


def with_draft(view: View) -> View:
    """Give the view the reader's own draft. One that was sent leads to its system receipt, also
    when it is sent from another window while the view works.
    """

    @wraps(view)
    def opened(request: HttpRequest, public_id: UUID, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, draft_of(request.user, public_id), **kwargs)
        except Draft.DoesNotExist:
            sent = sent_as(request.user, public_id)
            if sent is None:
                raise Http404 from None
            return redirect("dossiers:receipt", sent.public_id)

    return opened


def with_dossier(view: View) -> View:
    """Give the view a dossier that the reader may follow, whether it is his own or another's."""
    return with_dossier_to(Power.FOLLOW)(view)


def with_dossier_to(power: Power) -> Callable[[View], View]:
    """Give the view a dossier over which the reader has `power`; without it there is none."""

    def door(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, public_id: UUID, **kwargs: Any) -> HttpResponse:
            try:
                dossier = own_dossier(request.user, public_id, timezone.localdate(), power)
            except Dossier.DoesNotExist:
                raise Http404 from None
            return view(request, dossier, **kwargs)

        return opened

    return door
