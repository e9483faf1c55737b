from django.utils import timezone

from dossiers.models import Dossier
from dossiers.permissions import places_of
from dossiers.rules.desk import NOTE_EDIT
from dossiers.selectors.kept import WORKERS
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict:
    """Notes of the house; the official’s own of the last quarter of an hour can be mended."""
    young = timezone.now() - NOTE_EDIT
    return {
        "may_write": bool(places_of(user, WORKERS, timezone.localdate())),
        "notes": [
            {"note": note, "can_mend": note.by_id == user.pk and note.at > young}
            for note in dossier.notes.all()
        ],
    }
