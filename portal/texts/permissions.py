"""Who may translate and who may answer for a translation."""

from portal.agencies.roles import EDITORS, Role
from portal.audit.actors import Actor, ActorKind

TRANSLATORS = EDITORS | {Role.CONTRIBUTOR}


def may_translate(by: Actor) -> bool:
    """Writers at work, and the portal itself when it loads."""
    return by.kind == ActorKind.SYSTEM or by.role in TRANSLATORS


def may_review(by: Actor) -> bool:
    """Only a person answers for what readers see."""
    return by.user_id is not None and by.role in EDITORS
