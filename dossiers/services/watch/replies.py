"""The watch over the desk's eight hours."""

from datetime import datetime
from functools import cache, partial

from django.contrib.auth import get_user_model
from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Dossier
from dossiers.models.late import BreachKind
from dossiers.rules.watch import HORIZON, REPLY_REMINDER
from dossiers.services.breach import note_breach
from dossiers.services.change import changing
from dossiers.services.watch.each import tell_each
from dossiers.workflow import Action, State
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of, holders
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.durations import working_time_between
from portal.messaging.services import notify


def watch_replies(at: datetime | None = None) -> int:
    """Remind desks of replies due within two working hours, tell heads of agencies about missed
    ones.

    Each reply is reminded of once and reported once. Returns how many were.
    """
    at = at or timezone.now()
    waiting = Dossier.objects.filter(state=State.SUBMITTED)
    missed = waiting.filter(deadline_at__lt=at, reply_missed_at=None)
    to_come = waiting.filter(
        deadline_at__range=(at, at + HORIZON), reply_warned_at=None, reply_missed_at=None
    ).select_related("receiving_agency__parent")
    found = [(row, Action.MISS_REPLY) for row in missed]
    calendars = cache(partial(calendar_of, on=timezone.localdate(at)))
    near = (row for row in to_come if _is_near(row, calendars(row.receiving_agency), at))
    found += [(row, Action.WARN_REPLY) for row in near]
    return tell_each(found, lambda pair: _tell(*pair, at))


def _is_near(dossier: Dossier, calendar: WorkingCalendar, at: datetime) -> bool:
    return working_time_between(at, dossier.deadline_at, calendar) <= REPLY_REMINDER


def _tell(dossier: Dossier, action: Action, at: datetime) -> None:
    """Raises `Conflict` when the desk has answered, or another watch has told, meanwhile."""
    with changing(dossier, action, by=None, expected_version=None, at=at) as change:
        if change.dossier.version != dossier.version:
            raise Conflict(change.dossier)
        dossier, day = change.dossier, timezone.localdate(at)
        people = set(holders(Role.DESK, dossier.receiving_agency, day))
        if action == Action.MISS_REPLY:
            dossier.reply_missed_at = at
            people |= set(holders(Role.LEADER, dossier.agency, day))
        else:
            dossier.reply_warned_at = at
        breach = note_breach(dossier, BreachKind.LATE_REPLY, at) if dossier.reply_missed_at else ""
        event = change.record(breach=breach)
        late = action == Action.MISS_REPLY
        text = f"dossiers/reply_{'late' if late else 'soon'}_for_official"
        for official in get_user_model().objects.filter(pk__in=people):
            notify(event, text, official, {"dossier": dossier}, dossier.desk_url)
