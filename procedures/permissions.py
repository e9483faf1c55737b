"""Who may write the catalogue and who may put it before the public."""

from portal.agencies.models import Agency
from portal.agencies.roles import EDITORS, Role
from portal.audit.actors import Actor, ActorKind

PUBLISHERS = frozenset({Role.APPROVER, Role.ADMIN})
CONSOLIDATORS = frozenset({Role.SECRETARY, Role.APPROVER, Role.ADMIN})


def may_edit(by: Actor) -> bool:
    """Editors at work, and the portal itself when it loads or imports."""
    return by.kind == ActorKind.SYSTEM or by.role in EDITORS


def may_publish(by: Actor) -> bool:
    """Only a person decides what the public reads."""
    return by.user_id is not None and by.role in PUBLISHERS


def may_consolidate(by: Actor) -> bool:
    """Who puts the yearly list of services together."""
    return by.user_id is not None and by.role in CONSOLIDATORS


def may_write_report(by: Actor, agency: Agency) -> bool:
    """Editors of the agency itself, and the office that puts all reports together."""
    return may_consolidate(by) or (by.role == Role.EDITOR and by.agency_id == agency.pk)


def may_sign_report(by: Actor, agency: Agency) -> bool:
    """A leader of the agency, and of no other."""
    return by.user_id is not None and by.role == Role.LEADER and by.agency_id == agency.pk
