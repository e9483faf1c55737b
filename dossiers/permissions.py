"""Who may do what on which dossier, and who may see it."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Dossier
from dossiers.workflow import TABLE, Action, Party
from portal.accounts.posts import grants_of
from portal.accounts.selectors import represented_organisations
from portal.agencies.roles import OVERSIGHT, Role
from portal.agencies.selectors import Grant, agencies_in_scope, roles_of
from portal.audit.actors import SYSTEM, Actor, ActorKind
from portal.audit.selectors import timeline

ROLE_OF = {Party.DESK: Role.DESK, Party.OFFICER: Role.OFFICER, Party.LEADER: Role.LEADER}
WORKERS = frozenset({Role.OFFICER, Role.LEADER})


def is_owner(user, dossier, on: date) -> bool:
    """A dossier filed for an organisation belongs to whoever represents it on that day, any other
    to the person who filed it.
    """
    if dossier.organisation_id is None:
        return dossier.owner_id == user.pk
    return represented_organisations(user, on).filter(pk=dossier.organisation_id).exists()


def actor_for(user, action: Action, dossier, on: date) -> Actor | None:
    """In which capacity `user` may do `action`, or None. `user=None` is the portal itself."""
    parties = TABLE[action].parties
    if user is None:
        return SYSTEM if Party.SYSTEM in parties else None
    if Party.OWNER in parties:
        return Actor.citizen(user) if is_owner(user, dossier, on) else None
    if Party.ASKED in parties:
        asked = dossier.tasks.exclude(started_at=None).values_list("unit", flat=True)
        return actor_at(user, asked, WORKERS, on)
    if Party.AUTHOR in parties:
        return _author_of_last(user, dossier, on)
    place = dossier.receiving_agency_id if Party.DESK in parties else dossier.holder_id
    return actor_at(user, [place], {ROLE_OF[party] for party in parties if party in ROLE_OF}, on)


def _author_of_last(user, dossier, on: date) -> Actor | None:
    """`user` in the capacity in which he did the last thing, while he still holds it.

    He may have given the dossier away with it, so that no post of his reaches it any more.
    """
    last = timeline(dossier).last()
    if last is None or last.actor_user_id != user.pk or last.actor_kind != ActorKind.OFFICIAL:
        return None
    return actor_at(user, [last.actor_agency_id], {Role(last.actor_role)}, on)


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


def owned_by(user, on: date) -> QuerySet[Dossier]:
    """The dossiers a citizen may open: his own and those of organisations he represents."""
    return Dossier.objects.filter(
        Q(owner=user, organisation=None) | Q(organisation__in=represented_organisations(user, on))
    )
