"""Lists that officials keep, for themselves or for the people of their unit."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import SavedList
from dossiers.selectors.kept import units_of
from portal.kernel.text import nfc


def save_list(
    *, by, name: str, query: str, columns: list[str], unit=None, at: datetime | None = None
) -> SavedList:
    """Keep a list under a name; the same name again replaces it. With `unit`, everybody who works
    there sees it. Raises `Invalid`, `NotAllowed`.
    """
    at = at or timezone.now()
    name = nfc(name).strip()
    if not name or len(name) > 60 or len(query) > 1000:
        raise Invalid({"name": _("Give the list a short name.")})
    if unit is not None and unit.pk not in units_of(by, at):
        raise NotAllowed
    content = {"query": query, "columns": columns, "unit": unit, "created_at": at}
    try:
        with transaction.atomic():
            kept, _is_new = SavedList.objects.update_or_create(
                owner=by, name=name, defaults=content
            )
    except IntegrityError:  # two presses at once: the other has just made it
        kept = SavedList.objects.get(owner=by, name=name)
    return kept


def forget_list(*, kept: SavedList, by) -> None:
    """Raises `NotAllowed` for somebody else’s."""
    if kept.owner_id != by.pk:
        raise NotAllowed
    kept.delete()
