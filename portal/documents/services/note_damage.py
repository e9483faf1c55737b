from django.db import transaction

from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.documents.models import StoredFile
from portal.documents.registry import damage_handlers
from portal.documents.workflow import Damage
from portal.integrations.services import put

KINDS = {
    Damage.NONE: "file.restored",
    Damage.CHANGED: "file.changed",
    Damage.MISSING: "file.missing",
}


@transaction.atomic
def note_damage(*, file: StoredFile, found: Damage) -> None:
    """Records what a look into the storage found, once: gone, changed, or whole again."""
    row = (
        StoredFile.objects.select_for_update()
        .filter(pk=file.pk)
        .exclude(damage__in=(found, Damage.DESTROYED))
        .first()
    )
    if row is None:
        return
    row.damage = found
    row.save(update_fields=["damage"])
    event = record(KINDS[found], row, SYSTEM, {"sha256": row.sha256})
    if found != Damage.NONE:
        for handler in damage_handlers():
            put(handler, event, f"file:{row.pk}", "notice", {"file": row.pk})
