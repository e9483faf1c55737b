from datetime import timedelta

from django.utils import timezone

from dossiers.models import Dossier
from dossiers.workflow import State
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """While a decision is held: until when, and how long that still is."""
    if dossier.state != State.HELD:
        return None
    decision = dossier.decisions.select_related("by").get(revoked_at=None)
    left = max(decision.hold_until - timezone.now(), timedelta(0))
    return {"decision": decision, "minutes": -(-left // timedelta(minutes=1))}
