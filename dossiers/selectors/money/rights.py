"""Who may do what about money: the cashier of the desk, the leader of the agency."""

from datetime import date

from django.db.models import Q

from dossiers.models import Dossier
from dossiers.permissions import is_his_own, places_of, standing
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.audit.actors import Actor

CASHIERS = frozenset({Role.DESK})
LEADERS = frozenset({Role.LEADER})
OVERSEERS = frozenset({Role.ADMIN})


def official(user, dossier: Dossier, roles: frozenset[Role], on: date) -> Actor | None:
    """`user` as the cashier of the desk that received the dossier, or as what else of `roles` he
    is in the agency that decides; nobody about a dossier of his own."""
    if is_his_own(user, dossier):
        return None
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


def keeper(user, agency_id: int, on: date) -> Actor | None:
    """`user` as the official who looks after the money of the agency: its leader, who oversees it,
    or the cashier of its desk."""
    found = holding(user, LEADERS | OVERSEERS, agency_id, on)
    if found is not None:
        return found
    desks = Agency.objects.filter(parent=agency_id, kind=Agency.Kind.SERVICE_CENTRE)
    for pk in desks.order_by("pk").values_list("pk", flat=True):
        if found := holding(user, CASHIERS, pk, on):
            return found
    return None


def agencies_for(user, roles: frozenset[Role], on: date) -> list[Agency]:
    """The agencies whose money `user` sees: those in which one of `roles` counts, and for a desk
    the agency that it belongs to; by name."""
    places = places_of(user, set(roles), on)
    desks = Q(children__in=places, children__kind=Agency.Kind.SERVICE_CENTRE)
    rows = Agency.objects.filter(Q(pk__in=places) | desks)
    return list(rows.distinct().order_by("name_key", "pk"))
