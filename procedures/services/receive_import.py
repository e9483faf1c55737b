"""Take in a file of procedures from an editor; a worker reads it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from portal.audit.actors import Actor, ActorKind
from portal.audit.services import record
from portal.documents import storage
from portal.integrations.services import put
from portal.kernel.hashing import sha256_hex
from procedures.errors import FileTooLarge, NotPermitted
from procedures.models import ImportRun
from procedures.permissions import may_edit
from procedures.services.stage_import import Tally, stage_import

HANDLER = "procedures.read_import"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file, packed or not."""


@transaction.atomic
def receive_import(*, upload: UploadedFile, by: Actor) -> ImportRun:
    """Keeps the file and has it read in the background. Raises NotPermitted, FileTooLarge."""
    if not may_edit(by):
        raise NotPermitted
    if upload.size > LARGEST:
        raise FileTooLarge
    content = upload.read()
    sha256 = sha256_hex(content)
    storage.keep(content, sha256)
    run = ImportRun.objects.create(
        file_name=Path(upload.name).name[-255:], sha256=sha256, by_id=by.user_id
    )
    event = record("import.received", run, by, {"sha256": sha256, "size": len(content)})
    put(
        HANDLER,
        event,
        "procedures",
        "import",
        {"run": run.pk, "agency": by.agency_id, "role": by.role},
    )
    return run


def read_received(*, run: ImportRun, agency_id: int | None, role: str, today: date) -> Tally:
    """Reads a file that was taken in, on behalf of who sent it."""
    by = Actor(ActorKind.OFFICIAL, run.by_id, agency_id, role)
    with _as_path(run) as path:
        return stage_import(path=path, by=by, today=today, run=run)


@contextmanager
def _as_path(run: ImportRun) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "import")
        with storage.open_key(storage.key_of(run.sha256)) as kept, path.open("wb") as copy:
            shutil.copyfileobj(kept, copy)
        yield path
