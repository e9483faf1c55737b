"""A dossier comes back from the archive because something must still be done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import ArchiveEntry, Dossier, Tombstone
from dossiers.permissions import actor_at
from dossiers.services.archive.events import note
from portal.agencies.roles import Role
from portal.audit.actors import Actor

NOT_THERE = _("This dossier is not in the archive any more.")
DESTROYED = _("This dossier was destroyed at the end of its term. Nothing can be done with it.")


def take_out(*, entry: ArchiveEntry, by, reason: str, at: datetime | None = None) -> Dossier:
    """A leader of the keeping agency takes a dossier out; it is closed again after the usual pause.

    One on a list to be destroyed is kept. Raises `Invalid` without a reason, `NotAllowed`,
    `Conflict` when it is not there or was destroyed.
    """
    at = at or timezone.now()
    if not reason.strip():
        raise Invalid({"reason": _("Write why the dossier is needed again.")})
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=entry.dossier_id)
        actor = actor_at(by, [entry.keeper_id], {Role.LEADER}, timezone.localdate(at))
        if actor is None:
            raise NotAllowed
        leave_archive(dossier, actor, at, reason.strip())
        dossier.save(update_fields=["archived_at"])
    return dossier


def leave_archive(dossier: Dossier, actor: Actor, at: datetime, reason: str = "") -> None:
    """Take a locked dossier out; whoever calls saves it. Raises `Conflict`."""
    if is_destroyed(dossier):
        raise Conflict(dossier, DESTROYED)
    entry = ArchiveEntry.objects.filter(dossier=dossier, taken_out_at=None).first()
    if entry is None:
        raise Conflict(dossier, NOT_THERE)
    entry.taken_out_at, entry.taken_out_by_id = at, actor.user_id
    entry.taken_out_because = reason
    entry.save(update_fields=["taken_out_at", "taken_out_by", "taken_out_because"])
    dossier.archived_at = None
    note(dossier, "taken_out", actor, at, entry=entry.pk)


def wake(dossier: Dossier, actor: Actor, at: datetime) -> None:
    """Something has come in for a locked dossier, such as money or a complaint: one that is in the
    archive is taken out by that. Raises `Conflict` for a destroyed one.
    """
    if dossier.archived_at is not None:
        leave_archive(dossier, actor, at)
        dossier.save(update_fields=["archived_at"])


def is_destroyed(dossier: Dossier) -> bool:
    return Tombstone.objects.filter(dossier=dossier).exists()
