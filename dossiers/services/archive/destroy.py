"""Carrying out an approved list: each dossier in a transaction of its own, with a last look."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dossiers.models import ArchiveEntry, Disposal, DisposalItem, Dossier, Tombstone
from dossiers.models.archive import DisposalState
from dossiers.selectors.archive.contents import digest_of
from dossiers.selectors.archive.holds import Hold, destruction_holds
from dossiers.services.archive.events import note
from dossiers.services.archive.shred import shred
from dossiers.services.watch.each import tell_each
from portal.audit.actors import SYSTEM
from portal.audit.services import record


def destroy_due(*, at: datetime | None = None) -> int:
    """Carry out the approved lists whose pause has passed; returns how many dossiers it was."""
    at = at or timezone.now()
    due = Disposal.objects.filter(
        state=DisposalState.APPROVED, hold_until__lt=timezone.localdate(at)
    )
    return tell_each(due.order_by("hold_until", "id"), lambda disposal: _carry_out(disposal, at))


def _carry_out(disposal: Disposal, at: datetime) -> int:
    """A worker that dies in the middle has lost nothing: the next run goes on with the rest."""
    done = 0
    for item in disposal.items.filter(is_open=True).order_by("id"):
        done += _end_item(item, at)
    _finish(disposal, at)
    return done


@transaction.atomic
def _end_item(item: DisposalItem, at: datetime) -> bool:
    """Destroy one dossier, or leave it with the reason. The list is locked first, so that calling
    it off and carrying it out never overlap.
    """
    disposal = Disposal.objects.select_for_update(of=("self",)).get(pk=item.disposal_id)
    item = DisposalItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if disposal.state != DisposalState.APPROVED or not item.is_open:
        return False
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=item.dossier_id)
    entry = ArchiveEntry.objects.filter(dossier=dossier, taken_out_at=None).first()
    holds = destruction_holds(dossier, entry, timezone.localdate(at), within=disposal.pk)
    if entry is not None and digest_of(entry.contents) != entry.digest:
        holds.append(Hold.DAMAGED)
    item.is_open = False
    if holds:
        item.state, item.kept_because = DisposalItem.State.KEPT, holds[0]
        note(dossier, "kept", SYSTEM, at, disposal=disposal.pk, why=holds[0])
    else:
        item.state = DisposalItem.State.DESTROYED
        _destroy(dossier, entry, disposal, at)
    item.save(update_fields=["is_open", "state", "kept_because"])
    return not holds


def _destroy(dossier: Dossier, entry: ArchiveEntry, disposal: Disposal, at: datetime) -> None:
    Tombstone.objects.create(
        dossier=dossier,
        disposal=disposal,
        keeper=entry.keeper,
        procedure=entry.procedure,
        code=entry.code,
        closed_at=entry.closed_at,
        ends_on=entry.ends_on,
        basis=entry.basis,
        contents=entry.contents,
        digest=entry.digest,
        proposed_by=disposal.proposed_by,
        approved_by=disposal.decided_by,
        destroyed_at=at,
    )
    files = shred(dossier, at)
    facts = {"disposal": disposal.pk, "digest": entry.digest, "files": files}
    note(dossier, "destroyed", SYSTEM, at, **facts)


@transaction.atomic
def _finish(disposal: Disposal, at: datetime) -> None:
    row = Disposal.objects.select_for_update(of=("self",)).get(pk=disposal.pk)
    if row.state == DisposalState.APPROVED and not row.items.filter(is_open=True).exists():
        row.state, row.ended_at, row.version = DisposalState.EXECUTED, at, row.version + 1
        row.save(update_fields=["state", "ended_at", "version"])
        record("disposal.executed", row, SYSTEM, {}, at=at)
