"""What posts allow: where an official may act, and which dossiers he may open."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Dossier
from dossiers.workflow import Party
from portal.accounts.posts import grants_of
from portal.agencies.roles import OVERSIGHT, Role
from portal.agencies.selectors import Grant, agencies_in_scope, roles_of
from portal.audit.actors import Actor

ROLE_OF = {Party.DESK: Role.DESK, Party.OFFICER: Role.OFFICER, Party.LEADER: Role.LEADER}
WORKERS = frozenset({Role.OFFICER, Role.LEADER})


def actor_at(user, agencies: Iterable[int], roles: Collection[Role], on: date) -> Actor | None:
    """`user` under the first post that gives him one of `roles` over one of `agencies`, or None."""
    wanted = set(agencies)
    for grant, places in standing(user, on):
        if grant.role in roles and wanted & places:
            return Actor.official(user, grant)
    return None


def standing(user, on: date) -> list[tuple[Grant, set[int]]]:
    """Each role that `user` holds on `on` with the ids of the agencies in which it counts.

    Kept on the instance: a page asks for many actions of one person on one day.
    """
    kept = getattr(user, "_standing", None)
    if kept is None or kept[0] != on:
        grants = grants_of(user) if on == timezone.localdate() else roles_of(user, on)
        kept = (on, _with_scope(grants))
        user._standing = kept
    return kept[1]


def _with_scope(grants: list[Grant]) -> list[tuple[Grant, set[int]]]:
    """Two roles of one post reach equally far, unless one of them watches over others."""
    reach = {(grant.agency.pk, grant.role in OVERSIGHT): grant for grant in grants}
    scopes = {key: agencies_in_scope([grant]) for key, grant in reach.items()}
    return [(grant, scopes[grant.agency.pk, grant.role in OVERSIGHT]) for grant in grants]


def places_of(user, roles: set[Role], on: date) -> set[int]:
    """Ids of the agencies in which `user` holds one of `roles` on `on`."""
    return {pk for grant, places in standing(user, on) if grant.role in roles for pk in places}


def is_his_own(user, dossier: Dossier) -> bool:
    """Whether the official `user` filed it, for himself or for somebody else: then a colleague
    handles it (36/2018/QH14, art. 23, on conflicts of interest).
    """
    return user.pk in (dossier.owner_id, dossier.filed_by_id)


def leads_over(user, other, on: date) -> bool:
    """Whether `user` leads wherever `other` leads: a superior, or a leader of the same agency.

    Posts have no rank of their own; a leader of one unit is not over a leader of the whole.
    """
    led = places_of(user, {Role.LEADER}, on)
    return bool(led) and led >= places_of(other, {Role.LEADER}, on)


def visible_to(user, on: date) -> QuerySet[Dossier]:
    """The dossiers an official may open.

    A desk its own intake, an officer what his unit holds or he was given, a leader and an auditor
    what belongs to their agency.
    """
    desk, officer, whole = (
        places_of(user, roles, on)
        for roles in ({Role.DESK}, {Role.OFFICER}, {Role.LEADER, Role.AUDITOR})
    )
    return Dossier.objects.filter(
        Q(receiving_agency__in=desk)
        | Q(holder__in=officer)
        | Q(assignee=user)
        | Q(agency__in=whole)
        | Q(holder__in=whole)
    )
