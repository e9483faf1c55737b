"""Dossiers going from one unit to another, signed by both sides on the control slip."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import HandOver
from dossiers.permissions import places_of
from dossiers.selectors.counter.desk import is_from_elsewhere, own_desk
from dossiers.selectors.counter.hand_over import outcome_of
from dossiers.services.begin_clock import begin_clock
from dossiers.services.carry import open_hand_over
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.services import record

HANDS = {Role.DESK, Role.OFFICER, Role.LEADER}
NOTHING = _("Tick at least one dossier.")


def give(*, ids: Sequence[int], by, actor: Actor, at: datetime | None = None) -> list[HandOver]:
    """Sign that these paper dossiers leave the unit. Signed already: nothing changes.

    Raises `Invalid` when nothing is named, `NotAllowed` for a row of another unit.
    """
    return _sign(ids, by, actor, at, "giver_id", _give)


def take(*, ids: Sequence[int], by, actor: Actor, at: datetime | None = None) -> list[HandOver]:
    """Sign that these paper dossiers have arrived. What was never signed out counts as given now.

    Where another agency's desk receives for the agency in charge, the legal clock begins here.
    Raises `Invalid`, `NotAllowed`.
    """
    return _sign(ids, by, actor, at, "taker_id", _take)


def _sign(ids, by, actor, at, side: str, sign) -> list[HandOver]:
    if not ids:
        raise Invalid({"rows": NOTHING})
    at = at or timezone.now()
    mine = places_of(by, HANDS, timezone.localdate(at))
    with transaction.atomic():
        rows = list(
            HandOver.objects.select_for_update(of=("self",))
            .select_related("dossier__holder", "dossier__receiving_agency", "taker")
            .filter(pk__in=ids)
            .order_by("pk")
        )
        if len(rows) != len(set(ids)) or any(getattr(row, side) not in mine for row in rows):
            raise NotAllowed
        for row in rows:
            if sign(row, by, at):
                row.save()
                facts = {"dossier": row.dossier_id}
                record(f"handover.{sign.__name__[1:]}", row, actor, facts, at=at)
                if sign is _take:
                    _arrived(row, by, at)
    return rows


def _arrived(row: HandOver, by, at: datetime) -> None:
    """What another desk received is now with the desk of the agency in charge: its time begins, and
    it goes on to the unit that works on it.
    """
    dossier = row.dossier
    came = row.giver_id == dossier.receiving_agency_id and is_from_elsewhere(dossier)
    if not came or row.taker_id != own_desk(dossier).pk:
        return
    begin_clock(dossier=dossier, at=at)
    open_hand_over(
        dossier, giver=row.taker, taker=dossier.holder, by=by, at=at, on_paper=row.on_paper
    )


def _give(row: HandOver, by, at: datetime) -> bool:
    if row.given_at is not None:
        return False
    row.given_at, row.given_by = at, by
    row.outcome = outcome_of(row.due_at, at)
    return True


def _take(row: HandOver, by, at: datetime) -> bool:
    if row.taken_at is not None:
        return False
    if row.given_at is None:
        row.given_at = at
        row.outcome = outcome_of(row.due_at, at)
    row.taken_at, row.taken_by = at, by
    return True
