"""Who may do what about money: the cashier of the desk, the leader of the agency."""

from datetime import date

from dossiers.models import Dossier
from dossiers.permissions import places_of, standing
from portal.agencies.roles import Role
from portal.audit.actors import Actor

CASHIERS = frozenset({Role.DESK})
LEADERS = frozenset({Role.LEADER})
OVERSEERS = frozenset({Role.ADMIN})


def official(user, dossier: Dossier, roles: frozenset[Role], on: date) -> Actor | None:
    """`user` as the cashier of the desk that received the dossier, or as what else of `roles` he
    is in the agency that decides."""
    if CASHIERS & roles and (found := holding(user, CASHIERS, dossier.receiving_agency_id, on)):
        return found
    return holding(user, roles - CASHIERS, dossier.agency_id, on)


def holding(user, roles: frozenset[Role], agency_id: int | None, on: date) -> Actor | None:
    """`user` as the official who holds one of `roles` over that agency; without an agency, one of
    them anywhere."""
    for grant, places in standing(user, on):
        if grant.role in roles and (agency_id is None or agency_id in places):
            return Actor.official(user, grant)
    return None


def agencies_for(user, roles: frozenset[Role], on: date) -> set[int]:
    """Ids of the agencies whose money `user` sees by one of `roles`."""
    return places_of(user, set(roles), on)
