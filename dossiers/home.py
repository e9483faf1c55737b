"""What this app offers to the home page and the site map."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.selectors.citizen import open_dossiers
from dossiers.selectors.drafts import drafts_of

DOSSIERS, DRAFTS = 3, 2


def my_dossiers(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for a signed-in citizen; no block for others and for who has nothing open."""
    user = request.user
    if not user.is_authenticated or user.is_official:
        return None
    dossiers = open_dossiers(user, timezone.localdate(), DOSSIERS)
    drafts = list(drafts_of(user)[:DRAFTS])
    return {"dossiers": dossiers, "drafts": drafts} if dossiers or drafts else None


def site_map() -> Iterable[tuple[str, str]]:
    yield _("My dossiers and drafts"), "/ho-so/"
    yield _("Track a dossier"), "/tra-cuu/"
