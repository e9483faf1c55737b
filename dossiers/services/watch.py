"""The watch over the desk's eight hours."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Dossier
from dossiers.rules.watch import REPLY_REMINDER
from dossiers.services.change import changing
from dossiers.workflow import Action, State
from portal.agencies.roles import Role
from portal.agencies.selectors import holders
from portal.messaging.services import notify


def watch_replies(at: datetime | None = None) -> int:
    """Remind desks of replies due within two hours, tell heads of agencies about missed ones.

    Each reply is reminded of once and reported once. Returns how many were.
    """
    at = at or timezone.now()
    waiting = Dossier.objects.filter(state=State.SUBMITTED)
    missed = waiting.filter(deadline_at__lt=at, reply_missed_at=None)
    soon = waiting.filter(
        deadline_at__range=(at, at + REPLY_REMINDER), reply_warned_at=None, reply_missed_at=None
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
