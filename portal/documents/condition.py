"""Whether a stored file is still what was stored."""

from portal.documents import storage
from portal.documents.models import StoredFile
from portal.documents.workflow import Damage


def condition_of(stored: StoredFile) -> Damage:
    """Reads the whole file and compares it; one that cannot be read counts as missing. Of one that
    was destroyed nothing is left to read.
    """
    if stored.damage == Damage.DESTROYED:
        return Damage.DESTROYED
    try:
        found = storage.digest_of(stored.key)
    except OSError:
        return Damage.MISSING
    return Damage.NONE if found == stored.sha256 else Damage.CHANGED
