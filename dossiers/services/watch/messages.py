"""The watch over messages of applicants: a reminder before an answer is due, the heads told after
it. Each once.
"""

from datetime import datetime
from functools import cache, partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Dossier, Message
from dossiers.rules.messages import REMINDER_WORKING_DAYS
from dossiers.selectors.messages import answerers
from dossiers.services.watch.each import tell_each
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of, holders
from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.durations import working_days_between
from portal.messaging.services import notify


def watch_messages(at: datetime | None = None) -> int:
    """Remind and report. Returns how many messages it told of."""
    at = at or timezone.now()
    open_ones = Message.objects.filter(due_at__isnull=False, settled_at=None)
    open_ones = open_ones.select_related("dossier__agency__parent")
    late = open_ones.filter(due_at__lt=at, missed_at=None)
    soon = open_ones.filter(due_at__gte=at, reminded_at=None)
    found = [(row, "missed_at") for row in late]
    calendars = cache(partial(calendar_of, on=timezone.localdate(at)))
    near = (row for row in soon if _is_near(row, calendars(row.dossier.agency), at))
    found += [(row, "reminded_at") for row in near]
    return tell_each(found, lambda pair: _told(*pair, at))


def _is_near(message: Message, calendar: WorkingCalendar, at: datetime) -> bool:
    today, last = timezone.localdate(at), timezone.localdate(message.due_at)
    return working_days_between(today, last, calendar) <= REMINDER_WORKING_DAYS.on(today)


def _told(found: Message, mark: str, at: datetime) -> bool:
    """False when it was answered, or another watch has told, since it was found."""
    with transaction.atomic():
        Dossier.objects.select_for_update(of=("self",)).get(pk=found.dossier_id)
        message = Message.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if message.settled_at is not None or getattr(message, mark) is not None:
            return False
        setattr(message, mark, at)
        message.save(update_fields=[mark])
        is_late = mark == "missed_at"
        kind = "message.missed" if is_late else "message.reminded"
        event = record(kind, message, SYSTEM, {"dossier": message.dossier_id}, at=at)
        _tell(message, event, is_late, at)
    return True


def _tell(message: Message, event, is_late: bool, at: datetime) -> None:
    dossier = message.dossier
    people = {person.pk for person in answerers(dossier, at)}
    if is_late:
        people |= set(holders(Role.LEADER, dossier.agency, timezone.localdate(at)))
    text = "dossiers/message_late_for_official" if is_late else "dossiers/message_soon_for_official"
    context = {"dossier": dossier, "due_at": message.due_at}
    link = reverse("desk:messages", args=[dossier.public_id])
    for official in get_user_model().objects.filter(pk__in=people).order_by("pk"):
        notify(event, text, official, context, link)
