"""The frame of every verb on a parcel: dossier and parcel are locked, in this order, always."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, NotAllowed
from dossiers.models import Dossier, Shipment
from dossiers.models.mandate import Power
from dossiers.permissions import standing, standing_in
from dossiers.services.archive.guard import refuse_archived
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import record

CHANGED = _("Something has happened to this envelope since you opened the page. Look at it again.")


@dataclass
class Handling:
    """A locked parcel that is about to change; `by` is None for the portal and for carriers."""

    shipment: Shipment
    dossier: Dossier
    by: Any
    actor: Actor
    at: datetime

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    def save(self, what: str, **payload: Any) -> Event:
        """Keep the parcel and record what happened to it: ids, codes, numbers and dates only."""
        self.shipment.version += 1
        self.shipment.save()
        facts = {"dossier": self.dossier.pk, "state": self.shipment.state, **payload}
        return record(f"shipment.{what}", self.shipment, self.actor, facts, at=self.at)


@contextmanager
def handling(
    shipment: Shipment,
    *,
    by: Any,
    as_owner: bool = False,
    expected_version: int | None = None,
    at: datetime | None = None,
) -> Iterator[Handling]:
    """Lock `shipment` for an official of its desk, for its owner, or for the portal (`by=None`).

    Raises `NotAllowed`; `Conflict` when the parcel moved on since `expected_version`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        dossier = lock(shipment.dossier_id)
        if by is not None:
            refuse_archived(dossier)
        locked = (
            Shipment.objects.select_for_update(of=("self",))
            .select_related("service", "desk")
            .get(pk=shipment.pk)
        )
        if expected_version is not None and expected_version != locked.version:
            raise Conflict(dossier, CHANGED)
        actor = acting(by, dossier, locked.desk, as_owner, timezone.localdate(at))
        yield Handling(locked, dossier, by, actor, at)


def lock(dossier_id: int) -> Dossier:
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("revision__procedure", "channel", "agency", "receiving_agency", "owner")
        .get(pk=dossier_id)
    )


def acting(by: Any, dossier: Dossier, desk: Agency, as_owner: bool, on: date) -> Actor:
    """In which capacity `by` acts. Raises `NotAllowed`."""
    if by is None:
        return SYSTEM
    if as_owner:
        found = standing_in(by, dossier, on, Power.RECEIVE)
        if found is None:
            raise NotAllowed
        return found.actor(by)
    for grant, places in standing(by, on):
        if grant.role == Role.DESK and desk.pk in places:
            return Actor.official(by, grant)
    raise NotAllowed
