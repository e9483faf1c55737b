"""In which capacity somebody may do an action of the state table."""

from datetime import date

from dossiers.models.mandate import Power
from dossiers.permissions.applicants import standing_in
from dossiers.permissions.officials import ROLE_OF, WORKERS, actor_at, is_his_own
from dossiers.workflow import TABLE, Action, Party
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor, ActorKind
from portal.audit.selectors import timeline


def actor_for(user, action: Action, dossier, on: date) -> Actor | None:
    """In which capacity `user` may do `action`, or None. `user=None` is the portal itself. Nobody
    acts as an official on a dossier of his own.
    """
    parties = TABLE[action].parties
    if user is None:
        return SYSTEM if Party.SYSTEM in parties else None
    if Party.OWNER in parties:
        found = standing_in(user, dossier, on, Power.FILE)
        return found.actor(user) if found else None
    if is_his_own(user, dossier):
        return None
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
