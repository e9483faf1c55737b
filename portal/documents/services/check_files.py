from datetime import datetime
from math import ceil

from portal.documents.condition import condition_of
from portal.documents.models import StoredFile
from portal.documents.services.note_damage import note_damage
from portal.documents.workflow import Damage

CHUNK = 100


def check_files(*, runs: int, now: datetime, chunk: int = CHUNK) -> int:
    """Compares one part in `runs` of the stored files with their SHA-256; returns how many.

    Those whose last look is longest ago come first, so `runs` calls reach every file that was there
    at the first of them. A run that is cut short has lost at most one chunk.
    """
    quota, done = ceil(StoredFile.objects.exclude(damage=Damage.DESTROYED).count() / runs), 0
    while done < quota:
        looked_at = _check_chunk(min(chunk, quota - done), now)
        if not looked_at:
            break
        done += looked_at
    return done


def _check_chunk(size: int, now: datetime) -> int:
    """No row is locked while its file is read."""
    there = StoredFile.objects.exclude(damage=Damage.DESTROYED)
    due = there.filter(checked_at__lt=now).order_by("checked_at", "key", "pk")
    chunk = list(due[:size])
    for stored in chunk:
        found = condition_of(stored)
        if found != stored.damage:
            note_damage(file=stored, found=found)
    StoredFile.objects.filter(pk__in=[stored.pk for stored in chunk]).update(checked_at=now)
    return len(chunk)
