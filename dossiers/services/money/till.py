"""The frame of every verb about money: the dossier is locked, so that what is owed, what came and
what is asked for always change one after the other.

Money comes while officials work. It moves neither the version of the dossier nor its state, and its
events are a history of their own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dossiers.errors import NotAllowed
from dossiers.models import Dossier
from dossiers.models.mandate import Power
from dossiers.permissions import standing_in
from dossiers.selectors.money.rights import official
from dossiers.services.archive.guard import refuse_archived
from dossiers.services.archive.take_out import is_destroyed, wake
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.audit.subjects import Subject

KIND = "dossiers.money"


def money_of(dossier: Dossier) -> Subject:
    """The money of a dossier as the subject of events."""
    return Subject(KIND, str(dossier.pk))


@dataclass
class Till:
    """A locked dossier whose money is about to change; `by` is None for the portal itself."""

    dossier: Dossier
    by: Any
    actor: Actor
    at: datetime

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    def record(self, what: str, /, **payload: Any) -> Event:
        """The event of this change: ids, codes and whole numbers only."""
        subject = money_of(self.dossier)
        return record(f"money.{what}", subject, self.actor, payload, at=self.at)


@contextmanager
def till(dossier, *, by, roles: frozenset[Role] = frozenset(), at=None) -> Iterator[Till]:
    """Lock the money of `dossier` for `by`: an official with one of `roles`, without roles who
    may pay for it, None the portal, which writes down whatever comes. Raises NotAllowed, and
    Archived for a person who would change what is in the archive.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = (
            Dossier.objects.select_for_update(of=("self",))
            .select_related("revision__procedure", "channel", "case", "agency", "owner")
            .get(pk=dossier.pk)
        )
        actor = _actor(by, locked, roles, timezone.localdate(at))
        _open(locked, by, at)
        yield Till(locked, by, actor, at)


def _open(dossier: Dossier, by, at: datetime) -> None:
    """Money that comes for a dossier in the archive takes it out; people leave it alone."""
    if by is not None:
        refuse_archived(dossier)
    elif not is_destroyed(dossier):
        wake(dossier, SYSTEM, at)


def _actor(by, dossier: Dossier, roles: frozenset[Role], on: date) -> Actor:
    if by is None:
        return SYSTEM
    if not roles:
        payer = standing_in(by, dossier, on, Power.PAY)
        found = payer.actor(by) if payer else None
    else:
        found = official(by, dossier, roles, on)
    if found is None:
        raise NotAllowed
    return found
