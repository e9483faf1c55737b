from django.db import transaction

from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.documents import storage
from portal.documents.models import StoredFile
from portal.documents.workflow import Scan


@transaction.atomic
def note_damage(*, file: StoredFile) -> StoredFile:
    """Records that a stored file is gone or no longer what was stored. A gone one is marked."""
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    if storage.private_storage().exists(row.key):
        record("file.changed", row, SYSTEM, {"sha256": row.sha256})
        return row
    if row.scan != Scan.MISSING:
        row.scan = Scan.MISSING
        row.save(update_fields=["scan"])
        record("file.missing", row, SYSTEM, {"sha256": row.sha256})
    return row
