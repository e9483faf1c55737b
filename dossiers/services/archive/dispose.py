"""Destroying dossiers whose term has ended: one proposes, another approves, a pause, the end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import DossierError, Invalid, NotAllowed
from dossiers.models import ArchiveEntry, Disposal, DisposalItem
from dossiers.models.archive import DisposalState
from dossiers.permissions import actor_at
from dossiers.rules.retention import DISPOSAL_HOLD_DAYS
from dossiers.selectors.archive.holds import HOLDS, destruction_holds
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.services import record

PROPOSERS = frozenset({Role.OFFICER, Role.LEADER})
MOST = 500
REASON_MISSING = _("Write why these dossiers may be destroyed.")
NOTHING_CHOSEN = _("Choose at least one dossier.")
TOO_MANY = _("One list holds at most 500 dossiers.")
ONE_AGENCY = _("All dossiers of a list must be kept by the same agency.")
OWN_PROPOSAL = _("Who proposed the list cannot approve it. Another leader of the agency must.")
MOVED = _("Somebody else has acted on this list since you opened it. Look at it again.")


class ListMoved(DossierError):
    """The list is not as the official saw it."""

    message = MOVED


def propose_disposal(
    *, entries: Iterable[ArchiveEntry], by, reason: str, at: datetime | None = None
) -> Disposal:
    """Put dossiers whose term has ended on a list to be destroyed.

    Raises `Invalid` naming each dossier that something forbids to destroy, `NotAllowed`.
    """
    at, entries = at or timezone.now(), list(entries)
    if not reason.strip():
        raise Invalid({"reason": REASON_MISSING})
    keeper = _one_keeper(entries)
    day = timezone.localdate(at)
    actor = actor_at(by, [keeper.pk], PROPOSERS, day)
    if actor is None:
        raise NotAllowed
    with transaction.atomic():
        for entry in entries:
            if holds := destruction_holds(entry.dossier, _there(entry), day):
                raise Invalid({"entries": f"{entry.code}: {HOLDS[holds[0]]}"})
        made = Disposal.objects.create(
            agency=keeper, reason=reason.strip(), proposed_by=by, proposed_at=at
        )
        _list(made, entries)
        _note(made, "proposed", actor, at, dossiers=len(entries))
    return made


def _one_keeper(entries: list[ArchiveEntry]):
    if not entries:
        raise Invalid({"entries": NOTHING_CHOSEN})
    if len(entries) > MOST:
        raise Invalid({"entries": TOO_MANY})
    if len({entry.keeper_id for entry in entries}) > 1:
        raise Invalid({"entries": ONE_AGENCY})
    return entries[0].keeper


def _there(entry: ArchiveEntry) -> ArchiveEntry | None:
    return entry if entry.taken_out_at is None else None


def _list(made: Disposal, entries: list[ArchiveEntry]) -> None:
    """The database lets a dossier stand on one open list only."""
    try:
        with transaction.atomic():
            DisposalItem.objects.bulk_create(
                DisposalItem(disposal=made, dossier_id=entry.dossier_id) for entry in entries
            )
    except IntegrityError as twice:
        raise Invalid({"entries": _("One of these dossiers stands on another list.")}) from twice


def approve_disposal(
    *, disposal: Disposal, by, expected_version: int, at: datetime | None = None
) -> Disposal:
    """Another leader approves; the pause begins. Raises `Invalid` for whoever proposed it,
    `NotAllowed`, `ListMoved`.
    """
    at = at or timezone.now()
    if disposal.proposed_by_id == by.pk:
        raise Invalid({"": OWN_PROPOSAL})
    with _deciding(disposal, by, {Role.LEADER}, expected_version, at) as (row, actor):
        day = timezone.localdate(at)
        row.decided_by, row.decided_at = by, at
        row.hold_until = day + timedelta(days=DISPOSAL_HOLD_DAYS.on(day))
        row.state = DisposalState.APPROVED
        _note(row, "approved", actor, at, hold_until=row.hold_until)
    return row


def reject_disposal(
    *, disposal: Disposal, by, expected_version: int, remarks: str, at: datetime | None = None
) -> Disposal:
    """A leader turns the list down. Raises `Invalid` without remarks, `NotAllowed`, `ListMoved`."""
    at = at or timezone.now()
    if not remarks.strip():
        raise Invalid({"remarks": _("Write why the list is not approved.")})
    with _deciding(disposal, by, {Role.LEADER}, expected_version, at) as (row, actor):
        row.decided_by, row.decided_at, row.remarks = by, at, remarks.strip()
        _end(row, DisposalState.REJECTED, at)
        _note(row, "rejected", actor, at)
    return row


def call_off_disposal(
    *, disposal: Disposal, by, expected_version: int, remarks: str, at: datetime | None = None
) -> Disposal:
    """Stop a list before it is carried out, also during the pause. Raises as `reject_disposal`."""
    at = at or timezone.now()
    if not remarks.strip():
        raise Invalid({"remarks": _("Write why the list is called off.")})
    with _deciding(disposal, by, PROPOSERS, expected_version, at, Disposal.OPEN) as (row, actor):
        row.remarks = remarks.strip()
        _end(row, DisposalState.CALLED_OFF, at)
        _note(row, "called_off", actor, at)
    return row


@contextmanager
def _deciding(
    disposal, by, roles, version, at, states=(DisposalState.PROPOSED,)
) -> Iterator[tuple[Disposal, Actor]]:
    with transaction.atomic():
        row = Disposal.objects.select_for_update(of=("self",)).get(pk=disposal.pk)
        actor = actor_at(by, [row.agency_id], roles, timezone.localdate(at))
        if actor is None:
            raise NotAllowed
        if row.version != version or row.state not in states:
            raise ListMoved
        yield row, actor
        row.version += 1
        row.save()


def _end(row: Disposal, state: str, at: datetime) -> None:
    row.state, row.ended_at = state, at
    row.items.update(is_open=False)


def _note(row: Disposal, what: str, actor: Actor, at: datetime, **payload) -> None:
    record(f"disposal.{what}", row, actor, payload, at=at)
