from django.utils import timezone

from dossiers.models import Dossier
from dossiers.permissions import places_of
from dossiers.selectors.instructions import instructions_about
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.subjects import Subject


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """What leaders asked for on this dossier; a leader can ask for more."""
    subject = Subject.of(dossier)
    rows = list(instructions_about(subject.kind, subject.id))
    led = places_of(user, {Role.LEADER}, timezone.localdate())
    may_give = dossier.agency_id in led
    if not rows and not may_give:
        return None
    return {"rows": rows, "may_give": may_give, "subject": subject, "now": timezone.now()}
