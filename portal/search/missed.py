"""The one thing pages do about a search that failed."""

from django.http import HttpRequest

from portal.accounts.limits import LimitReached, hit
from portal.search.models.missed import MissKind
from portal.search.services import miss


def note(request: HttpRequest, text: str, *, found: bool, near: bool) -> None:
    """Tell the editors of a search that found nothing, or only something near; of one address only
    so many in an hour, so that nobody fills their list."""
    if found and not near:
        return
    try:
        hit("search_miss", request.client_address)
    except LimitReached:
        return
    miss(text=text, kind=MissKind.NEAR if found else MissKind.NOTHING)
