"""How the result should reach the person."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dossiers.errors import Invalid
from dossiers.models import Draft
from dossiers.selectors.drafts import RETURN_WAYS, WAY_UNKNOWN


def choose_return_way(*, draft: Draft, by, way: str, at: datetime | None = None) -> Draft:
    """Keep the choice. Raises `Invalid` for a way the portal does not offer."""
    if way not in RETURN_WAYS:
        raise Invalid({"return_way": WAY_UNKNOWN})
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
        locked.return_way, locked.way_chosen = way, True
        locked.saved_at = at or timezone.now()
        locked.save(update_fields=["return_way", "way_chosen", "saved_at"])
    return locked
