from django.db import transaction

from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.documents import storage
from portal.documents.models import StoredFile
from portal.documents.scanning import scanner
from portal.documents.workflow import Scan


def rescan(*, file_id: str) -> Scan:
    """Asks the scanner again about a file that waits. Returns what is known now."""
    stored = StoredFile.objects.get(pk=file_id)
    if stored.scan != Scan.PENDING:
        return Scan(stored.scan)
    verdict = scanner().scan(storage.read(stored.key))
    with transaction.atomic():
        stored = StoredFile.objects.select_for_update().get(pk=file_id)
        if stored.scan == Scan.PENDING and verdict != Scan.PENDING:
            stored.scan = verdict
            stored.save(update_fields=["scan"])
            record("file.scanned", stored, SYSTEM, {"scan": verdict})
    return Scan(stored.scan)
