"""How the result should reach the person, and whether the post fetches the papers."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dossiers.errors import Invalid
from dossiers.models import Draft
from dossiers.selectors.draft_post import ways_for
from dossiers.selectors.drafts import WAY_UNKNOWN
from dossiers.selectors.postage import Address


def choose_return_way(
    *,
    draft: Draft,
    by,
    way: str,
    post: Mapping[str, Address] | None = None,
    at: datetime | None = None,
) -> Draft:
    """Keep the choice; `post` holds the addresses by direction, None leaves those that are kept.

    Raises `Invalid` for a way the portal does not offer. What else is wrong with an address is told
    before the draft is sent.
    """
    at = at or timezone.now()
    if way not in ways_for(draft, timezone.localdate(at)):
        raise Invalid({"return_way": WAY_UNKNOWN})
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
        locked.return_way, locked.way_chosen = way, True
        if post is not None:
            locked.post = {direction: address.as_json() for direction, address in post.items()}
        locked.saved_at = at
        locked.save(update_fields=["return_way", "way_chosen", "post", "saved_at"])
    return locked
