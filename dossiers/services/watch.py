"""The watch over dates: the desk's eight hours, and calendars that change."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Dossier, DueKind
from dossiers.services.change import changing
from dossiers.services.clock import set_return_due
from dossiers.workflow import TABLE, Action, State
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of, holders
from portal.messaging.services import notify

WARN_BEFORE = timedelta(hours=2)


def watch_replies(at: datetime | None = None) -> int:
    """Remind desks of replies due within two hours, tell heads of agencies about missed ones.

    Each reply is reminded of once and reported once. Returns how many were.
    """
    at = at or timezone.now()
    waiting = Dossier.objects.filter(state=State.SUBMITTED)
    missed = waiting.filter(deadline_at__lt=at, reply_missed_at=None)
    soon = waiting.filter(
        deadline_at__range=(at, at + WARN_BEFORE), reply_warned_at=None, reply_missed_at=None
    )
    found = [(row, Action.MISS_REPLY) for row in missed]
    found += [(row, Action.WARN_REPLY) for row in soon]
    return sum(_told(dossier, action, at) for dossier, action in found)


def _told(dossier: Dossier, action: Action, at: datetime) -> bool:
    """False when the desk has answered, or another watch has told, since the dossier was found."""
    try:
        _tell(dossier, action, at)
    except Conflict:
        return False
    return True


def _tell(dossier: Dossier, action: Action, at: datetime) -> None:
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
        event = change.record()
        late = action == Action.MISS_REPLY
        text = f"dossiers/reply_{'late' if late else 'soon'}_for_official"
        for official in get_user_model().objects.filter(pk__in=people):
            notify(event, text, official, {"dossier": dossier}, dossier.desk_url)


def recompute_after(calendar_version: str, at: datetime | None = None) -> int:
    """Compute anew the dates of open dossiers that now follow this version of a calendar.

    The promised date stays as printed; the owner is told when the law's date moves. Returns how
    many dates moved.
    """
    at = at or timezone.now()
    open_rows = Dossier.objects.filter(
        state__in=list(TABLE[Action.RECOMPUTE].moves)
    ).select_related("agency__parent")
    moved = 0
    for dossier in open_rows.iterator(chunk_size=500):
        calendar = calendar_of(dossier.agency, timezone.localdate(dossier.accepted_at))
        if calendar.version == calendar_version:
            moved += _recompute(dossier, at)
    return moved


def _recompute(dossier: Dossier, at: datetime) -> bool:
    before = dossier.due_dates.filter(kind=DueKind.STATUTORY).last()
    with changing(dossier, Action.RECOMPUTE, by=None, expected_version=None, at=at) as change:
        after = set_return_due(change.dossier, at)
        event = change.record(due=after.pk)
        if before and before.at != after.at:
            notify(
                event,
                "dossiers/date_moved_for_citizen",
                change.dossier.owner,
                {"dossier": change.dossier, "before": before.at, "after": after.at},
                change.dossier.get_absolute_url(),
            )
            return True
    return False
