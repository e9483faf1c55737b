"""The watch over results that nobody fetches: reminders, then they are put away."""

from datetime import datetime, timedelta

from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Dossier
from dossiers.models.dossier import ReturnWay
from dossiers.models.shipment import Direction
from dossiers.rules.endings import FETCH_REMINDER_DAYS, UNCLAIMED_DAYS
from dossiers.selectors.shipments import failed_shipment, shipments_of
from dossiers.services.change import changing
from dossiers.services.tell import tell
from dossiers.services.watch.each import tell_each
from dossiers.workflow import Action, State

TEXT = {
    Action.REMIND_RESULT: "dossiers/result_waits_for_citizen",
    Action.LEAVE_UNCLAIMED: "dossiers/result_unclaimed_for_citizen",
}


def watch_results(at: datetime | None = None) -> int:
    """Remind people of results that lie ready at the desk, and put away what nobody fetched in
    time. A result that the desk has yet to post waits for the desk. How many were.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    since = at - timedelta(days=FETCH_REMINDER_DAYS.on(today)[0])
    rows = Dossier.objects.filter(state=State.DONE, ready_at__lte=since).order_by("ready_at", "id")
    return tell_each(rows, lambda dossier: _waits_for_owner(dossier) and _remind(dossier, at))


def _waits_for_owner(dossier: Dossier) -> bool:
    if dossier.return_way != ReturnWay.POST:
        return True
    parcels = [each for each in shipments_of(dossier) if each.direction == Direction.OUT]
    return failed_shipment(dossier, parcels) is not None


def _remind(dossier: Dossier, at: datetime) -> bool:
    """False when nothing is due. Raises `Conflict` when the result was fetched meanwhile."""
    days = (timezone.localdate(at) - timezone.localdate(dossier.ready_at)).days
    rules_day = timezone.localdate(dossier.ready_at)
    due = sum(days >= each for each in FETCH_REMINDER_DAYS.on(rules_day))
    if days >= UNCLAIMED_DAYS.on(rules_day):
        action = Action.LEAVE_UNCLAIMED
    elif due > dossier.fetch_reminders:
        action = Action.REMIND_RESULT
    else:
        return False
    _tell(dossier, action, due, at)
    return True


def _tell(dossier: Dossier, action: Action, reminders: int, at: datetime) -> None:
    with changing(dossier, action, by=None, expected_version=None, at=at) as change:
        if change.dossier.version != dossier.version:
            raise Conflict(change.dossier)
        if action == Action.REMIND_RESULT and change.dossier.fetch_reminders >= reminders:
            raise Conflict(change.dossier)
        change.dossier.fetch_reminders = reminders
        event = change.record(reminder=reminders)
        dossier = change.dossier
        context = {"dossier": dossier}
        tell(event, TEXT[action], dossier, context, dossier.get_absolute_url())
