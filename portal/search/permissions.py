"""Who looks after the words of the search."""

from portal.agencies.roles import EDITORS
from portal.audit.actors import Actor


def may_teach(by: Actor) -> bool:
    """Editors of the portal; what they add counts at once, and the event log says who it was."""
    return by.user_id is not None and by.role in EDITORS
