"""Removes what nothing names any more: files of drafts thrown away, of sendings that failed."""

from datetime import datetime

from django.db import transaction

from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.documents import storage
from portal.documents.models import StoredFile
from portal.documents.references import unreferenced
from portal.documents.services.hold import seize

MOST = 2000


def sweep_unreferenced(
    *, older_than: datetime, dry_run: bool = False, most: int = MOST
) -> list[StoredFile]:
    """Removes files sent for a dossier before that moment that no row names, oldest first.

    Returns what was removed, or would be: `dry_run` changes nothing.
    """
    found = list(unreferenced(older_than)[:most])
    if dry_run:
        return found
    return [stored for stored in found if _remove(stored, older_than)]


def sweep_orphans(*, older_than: datetime, folders: list[str], dry_run: bool = False) -> list[str]:
    """Removes objects that no row names from these folders of the storage; returns their keys.

    They are left when a row was taken back, or a process died between the row and its object.
    """
    return [
        key for key in storage.keys_in(folders) if _remove_orphan(key, older_than, dry_run=dry_run)
    ]


@transaction.atomic
def _remove(stored: StoredFile, older_than: datetime) -> bool:
    """The lock of the row keeps new names away; those that came before it are looked for again."""
    StoredFile.objects.select_for_update().filter(pk=stored.pk).first()
    row = unreferenced(older_than).filter(pk=stored.pk).first()
    if row is None:
        return False
    record("file.swept", row, SYSTEM, {"sha256": row.sha256, "size": row.size})
    StoredFile.objects.filter(pk=row.pk).delete()
    transaction.on_commit(lambda: remove_object(row.key))
    return True


@transaction.atomic
def remove_object(key: str) -> bool:
    """Removes the bytes unless another row has the same, or somebody is storing them just now."""
    if not seize(key) or StoredFile.objects.filter(key=key).exists():
        return False
    storage.private_storage().delete(key)
    return True


@transaction.atomic
def _remove_orphan(key: str, older_than: datetime, *, dry_run: bool) -> bool:
    if StoredFile.objects.filter(key=key).exists() or not _is_older(key, older_than):
        return False
    if dry_run:
        return True
    if not remove_object(key):
        return False
    record("file.orphan_swept", Subject("documents.object", key.rpartition("/")[2]), SYSTEM, {})
    return True


def _is_older(key: str, moment: datetime) -> bool:
    try:
        return storage.private_storage().get_modified_time(key) < moment
    except FileNotFoundError:
        return False
