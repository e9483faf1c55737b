from dossiers.models import Dossier
from dossiers.selectors.messages import last_message, waiting
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict:
    """What waits for an answer, or what was written last, and the way to the thread."""
    first = waiting(dossier).select_related("by").first() if dossier.question_due_at else None
    return {"waits": first is not None, "last": first or last_message(dossier)}
