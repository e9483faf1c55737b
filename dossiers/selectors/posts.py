"""In which capacity an official acts on what is no dossier of itself: a breach, a complaint."""

from collections.abc import Collection
from datetime import date

from dossiers.permissions import standing
from portal.agencies.roles import Role
from portal.audit.actors import Actor


def acting_at(user, agency_id: int, roles: Collection[Role], on: date) -> Actor | None:
    """`user` under the first post that gives him one of `roles` over the agency, or None."""
    for grant, places in standing(user, on):
        if grant.role in roles and agency_id in places:
            return Actor.official(user, grant)
    return None
