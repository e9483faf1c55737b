"""The watch over what applicants were asked for: a reminder, and that nothing came in time."""

from datetime import datetime
from functools import cache, partial

from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Supplement
from dossiers.rules.supplement import ANSWER_REMINDER_WORKING_DAYS
from dossiers.services.change import changing
from dossiers.services.tell import tell
from dossiers.services.watch.each import tell_each
from dossiers.workflow import TABLE, Action
from portal.agencies.selectors import calendar_of
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.durations import working_days_between
from portal.messaging.services import notify

MARK = {Action.REMIND_SUPPLEMENT: "reminded_at", Action.SUPPLEMENT_LAPSED: "lapsed_at"}


def watch_supplements(at: datetime | None = None) -> int:
    """Remind applicants before the time to complete a dossier ends, and report when it has ended
    with nothing sent. Each once. Returns how many were.
    """
    at = at or timezone.now()
    waiting = Supplement.objects.filter(
        answered_at=None,
        lapsed_at=None,
        due_at__isnull=False,
        dossier__state__in=list(TABLE[Action.SUPPLEMENT_LAPSED].moves),
    ).select_related("dossier__agency__parent", "asked_by")
    lapsed = waiting.filter(due_at__lt=at)
    soon = waiting.filter(due_at__gte=at, reminded_at=None)
    found = [(row, Action.SUPPLEMENT_LAPSED) for row in lapsed]
    calendars = cache(partial(calendar_of, on=timezone.localdate(at)))
    near = (row for row in soon if _is_near(row, calendars(row.dossier.agency), at))
    found += [(row, Action.REMIND_SUPPLEMENT) for row in near]
    return tell_each(found, lambda pair: _tell(*pair, at))


def _is_near(supplement: Supplement, calendar: WorkingCalendar, at: datetime) -> bool:
    days = ANSWER_REMINDER_WORKING_DAYS.on(supplement.dossier.rules_day)
    today, last = timezone.localdate(at), timezone.localdate(supplement.due_at)
    return working_days_between(today, last, calendar) <= days


def _tell(supplement: Supplement, action: Action, at: datetime) -> None:
    """Raises `Conflict` when it was answered, or another watch has told, since it was found."""
    dossier = supplement.dossier
    with changing(dossier, action, by=None, expected_version=None, at=at) as change:
        row = Supplement.objects.select_for_update(of=("self",)).get(pk=supplement.pk)
        if row.answered_at is not None or getattr(row, MARK[action]) is not None:
            raise Conflict(change.dossier)
        setattr(row, MARK[action], at)
        row.save(update_fields=[MARK[action]])
        event = change.record(supplement=row.pk)
        dossier = change.dossier
        context = {"dossier": dossier, "supplement": row}
        text = "lapsed" if action == Action.SUPPLEMENT_LAPSED else "reminder"
        about, link = f"dossiers/supplement_{text}_for_citizen", dossier.get_absolute_url()
        tell(event, about, dossier, context, link)
        if action == Action.SUPPLEMENT_LAPSED:
            official = dossier.assignee or supplement.asked_by
            about = "dossiers/supplement_lapsed_for_official"
            notify(event, about, official, context, dossier.desk_url)
