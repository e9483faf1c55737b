"""The lawful end of a file: its bytes and its name go, its hash stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.documents.models import StoredFile
from portal.documents.services.lend import recall
from portal.documents.services.sweep import remove_object
from portal.documents.workflow import Damage

NAMELESS = "–"


@transaction.atomic
def destroy(*, files: Iterable[StoredFile], by: Actor = SYSTEM, at: datetime | None = None) -> int:
    """Destroys the bytes of these files, unless another file has the same, and takes back the
    addresses lent to partners. The row stays with size and SHA-256. Returns how many.
    """
    at, done = at or timezone.now(), 0
    wanted = [file.pk for file in files]
    rows = StoredFile.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    there = [row for row in rows if row.damage != Damage.DESTROYED]
    recall(files=[row.pk for row in there], by=by, at=at)
    for row in there:
        _destroy(row, by, at)
        done += 1
    return done


def _destroy(row: StoredFile, by: Actor, at: datetime) -> None:
    key = row.key
    row.name, row.key, row.owner, row.damage = NAMELESS, "", None, Damage.DESTROYED
    row.keep_until = None
    row.save(update_fields=["name", "key", "owner", "damage", "keep_until"])
    record("file.destroyed", row, by, {"sha256": row.sha256, "size": row.size}, at=at)
    transaction.on_commit(lambda: remove_object(key))


def cut_off(*, file: StoredFile, by: Actor = SYSTEM, at: datetime | None = None) -> StoredFile:
    """A destroyed stand-in for a file that somebody else still has a right to: same hash and size,
    nothing to open. Whoever calls lets his own rows name it instead.
    """
    made = StoredFile.objects.create(
        name=NAMELESS,
        content_type=file.content_type,
        size=file.size,
        pages=file.pages,
        sha256=file.sha256,
        source_sha256=file.source_sha256,
        key="",
        scan=file.scan,
        purpose=file.purpose,
        damage=Damage.DESTROYED,
    )
    record("file.cut_off", made, by, {"sha256": made.sha256}, at=at)
    return made
