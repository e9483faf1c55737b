from dossiers.admin.parts.history import told
from dossiers.models import Dossier
from portal.audit.actors import Actor
from portal.audit.selectors import timeline


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """What others did to the dossier since this official last looked at it."""
    seen = getattr(dossier, "seen_before", dossier.version)
    if seen >= dossier.version:
        return None
    events = timeline(dossier).filter(payload__version__gt=seen).exclude(actor_user_id=user.pk)
    entries = told(list(events))
    return {"entries": entries} if entries else None
