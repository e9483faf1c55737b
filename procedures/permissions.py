"""Who may write the catalogue and who may put it before the public."""

from portal.agencies.roles import Role
from portal.audit.actors import Actor, ActorKind

EDITORS = frozenset({Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN})
PUBLISHERS = frozenset({Role.APPROVER, Role.ADMIN})


def may_edit(by: Actor) -> bool:
    """Editors at work, and the portal itself when it loads or imports."""
    return by.kind == ActorKind.SYSTEM or by.role in EDITORS


def may_publish(by: Actor) -> bool:
    """Only a person decides what the public reads."""
    return by.user_id is not None and by.role in PUBLISHERS
