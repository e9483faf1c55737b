import hashlib
from typing import Any

from django.core.files import File
from django.db import transaction

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.documents import storage
from portal.documents.inspection import Inspected, inspect
from portal.documents.inspection.names import safe_name
from portal.documents.inspection.refusals import refuse
from portal.documents.models import StoredFile
from portal.documents.rules.uploads import MIB
from portal.documents.scanning import scanner
from portal.documents.selectors import allowance
from portal.documents.services.hold import hold
from portal.documents.workflow import Purpose, Scan
from portal.integrations.services import put


def store_upload(
    upload: File, owner: Any, purpose: str = Purpose.DOSSIER_PAPER, *, by: Actor = SYSTEM
) -> StoredFile:
    """Keeps a file somebody sent, after looking inside it and asking the virus scanner.

    A HEIC photograph is kept as JPEG. Raises UploadRefused with words for the person; then nothing
    was kept. When the scanner does not answer, the file is kept unserved until it does.
    """
    limits = allowance(purpose)
    if upload.size is not None and upload.size > limits.max_bytes:
        size = f"{upload.size / MIB:.1f}"
        raise refuse("TOO_BIG", size=size, limit=limits.max_megabytes)
    upload.seek(0)
    sent = upload.read(limits.max_bytes + 1)
    inspected = inspect(sent, limits)
    verdict = scanner().scan(inspected.data)
    if verdict == Scan.INFECTED:
        raise refuse("INFECTED")
    name = safe_name(upload.name or "", inspected.content_type)
    source = "" if inspected.data is sent else hashlib.sha256(sent).hexdigest()
    return _keep(inspected, name, owner, purpose, verdict, by, source)


def store_bytes(
    data: bytes,
    *,
    name: str,
    content_type: str,
    owner: Any,
    purpose: str,
    by: Actor = SYSTEM,
    pages: int | None = None,
) -> StoredFile:
    """Keeps a file that the portal made itself; it needs neither inspection nor scan."""
    return _keep(Inspected(content_type, data, pages), name, owner, purpose, Scan.CLEAN, by, "")


@transaction.atomic
def _keep(
    inspected: Inspected,
    name: str,
    owner: Any,
    purpose: str,
    scan: Scan,
    by: Actor,
    source: str,
) -> StoredFile:
    digest = hashlib.sha256(inspected.data).hexdigest()
    key = storage.key_of(digest)
    hold(key)
    storage.keep(inspected.data, digest)
    stored = StoredFile.objects.create(
        name=name,
        content_type=inspected.content_type,
        size=len(inspected.data),
        pages=inspected.pages,
        sha256=digest,
        source_sha256=source,
        key=key,
        scan=scan,
        owner=owner,
        purpose=purpose,
    )
    facts = {"sha256": digest, "size": stored.size, "purpose": purpose, "scan": scan}
    event = record("file.stored", stored, by, facts)
    if scan == Scan.PENDING:
        put("documents.scan", event, str(stored.pk), "scan", {"file": str(stored.pk)})
    return stored
