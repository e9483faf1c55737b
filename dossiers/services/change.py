"""The frame of every verb: right, lock, version, state, change, event, figures — in one
transaction.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dossiers.errors import Archived, Conflict, NotAllowed
from dossiers.models import Dossier
from dossiers.permissions import actor_for
from dossiers.selectors.desk_counts import Slot, slots_of
from dossiers.services.archive.take_out import leave_archive
from dossiers.services.clock import close_intervals, set_return_due
from dossiers.services.end_tasks import end_tasks
from dossiers.services.figures import count_step, keep_course
from dossiers.services.money.close import close_money
from dossiers.services.report_national import want_report
from dossiers.workflow import FINAL, TABLE, Action, Clock, State
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record

ANY = object()
"""For a verb that changes something with a guard of its own, whatever else has changed."""


@dataclass
class Change:
    """What is happening to a locked dossier. `record` writes the event; what follows it hangs on
    that event.
    """

    dossier: Dossier
    action: Action
    actor: Actor
    at: datetime
    was: frozenset[Slot] = frozenset()
    event: Event | None = None

    def record(self, **payload: Any) -> Event:
        """Move to the next state, save, write the one event of this change and count it.

        The payload holds ids, codes, numbers and dates only.
        """
        dossier = self.dossier
        before, dossier.state = dossier.state, TABLE[self.action].moves[dossier.state]
        if dossier.state in FINAL:
            dossier.closed_at = self.at
            dossier.deadline_at = None
            end_tasks(dossier, self.at)
        elif dossier.archived_at is not None:
            leave_archive(dossier, self.actor, self.at)
        if dossier.state == State.DONE != before:
            dossier.ready_at, dossier.fetch_reminders = self.at, 0
        dossier.version += not TABLE[self.action].silent
        if TABLE[self.action].clock is Clock.STOP:
            self._end_waits()
        dossier.save()
        self.event = record(
            f"dossier.{self.action}",
            dossier,
            self.actor,
            {"from": before, "to": dossier.state, "version": dossier.version, **payload},
            at=self.at,
        )
        count_step(dossier, self.event, self.was)
        if dossier.state in FINAL:
            close_money(dossier, self.actor, self.at)
        want_report(dossier, self.event)
        return self.event

    def _end_waits(self) -> None:
        """Nothing is waited for any more. What goes on has the date that follows from its waits."""
        if close_intervals(self.dossier, self.at) and self.dossier.state not in FINAL:
            set_return_due(self.dossier, self.at)


@contextmanager
def changing(
    dossier, action: Action, *, by, expected_version: int | object | None, at: datetime | None
):
    """Lock `dossier` for one `action` by `by` and yield the `Change`.

    Raises `NotAllowed` when the post of `by` does not allow it, `Conflict` when the dossier has
    moved on since `expected_version` (None only for the portal's own actions; `ANY`) or stands in
    a state the table does not allow, `Archived` when it is in the archive and the action does not
    open it again.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = (
            Dossier.objects.select_for_update(of=("self",))
            .select_related("revision__procedure", "channel", "agency", "owner")
            .get(pk=dossier.pk)
        )
        if by is not None and expected_version not in (ANY, locked.version):
            raise Conflict(locked)
        actor = actor_for(by, action, locked, timezone.localdate(at))
        if actor is None:
            raise NotAllowed
        if locked.state not in TABLE[action].moves:
            raise Conflict(locked)
        if locked.archived_at is not None and TABLE[action].moves[locked.state] in FINAL:
            raise Archived
        change = Change(locked, action, actor, at, slots_of(locked))
        yield change
        if change.event is None:
            raise RuntimeError(f"{action} recorded no event")
        keep_course(locked)
