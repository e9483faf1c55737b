"""The watch over agencies that were asked: a reminder before the date, the heads told after it."""

from datetime import datetime
from functools import cache, partial

from django.contrib.auth import get_user_model
from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Task
from dossiers.models.task import TaskState
from dossiers.rules.watch import TASK_REMINDER
from dossiers.services.change import changing
from dossiers.services.coordinate import tell_unit
from dossiers.services.watch.each import tell_each
from dossiers.workflow import TABLE, Action
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of, holders
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.durations import working_time_between
from portal.messaging.services import notify


def watch_tasks(at: datetime | None = None) -> int:
    """Remind agencies whose answer is due within a working day; report those who have not answered
    to the head of the agency asked, to the head of the desk and to the official in charge (NĐ
    61/2018, art. 19(5)). Each once. Returns how many were.
    """
    at = at or timezone.now()
    running = Task.objects.filter(
        state=TaskState.OPEN, dossier__state__in=list(TABLE[Action.MISS_TASK].moves)
    ).select_related("dossier", "agency__parent")
    late = running.filter(due_at__lt=at, missed_at=None)
    soon = running.filter(due_at__range=(at, at + 7 * TASK_REMINDER), warned_at=None)
    found = [(task, Action.MISS_TASK) for task in late]
    calendars = cache(partial(calendar_of, on=timezone.localdate(at)))
    near = (task for task in soon if _is_near(task, calendars(task.agency), at))
    found += [(task, Action.WARN_TASK) for task in near]
    return tell_each(found, lambda pair: _tell(*pair, at))


def _is_near(task: Task, calendar: WorkingCalendar, at: datetime) -> bool:
    day = timezone.localdate(task.due_at)
    a_day = calendar.closes(day) - calendar.opens(day)
    return working_time_between(at, task.due_at, calendar) <= a_day


def _tell(task: Task, action: Action, at: datetime) -> None:
    """Raises `Conflict` when it was answered, or another watch has told, since it was found."""
    with changing(task.dossier, action, by=None, expected_version=None, at=at) as change:
        task = Task.objects.select_related("unit", "agency", "asked_by").get(pk=task.pk)
        done = task.missed_at or (action == Action.WARN_TASK and task.warned_at)
        if task.state != TaskState.OPEN or done:
            raise Conflict(change.dossier)
        mark = "missed_at" if action == Action.MISS_TASK else "warned_at"
        setattr(task, mark, at)
        task.save(update_fields=[mark])
        event = change.record(task=task.pk, agency=task.agency_id)
        if action == Action.WARN_TASK:
            tell_unit(task.unit, event, "dossiers/task_soon_for_official", task, at)
        else:
            _tell_heads(task, change.dossier, event, at)


def _tell_heads(task: Task, dossier, event, at: datetime) -> None:
    day = timezone.localdate(at)
    heads = {
        *holders(Role.LEADER, task.agency, day),
        *holders(Role.LEADER, dossier.agency, day),
        *holders(Role.DESK, dossier.receiving_agency, day),
        (dossier.assignee or task.asked_by).pk,
    }
    for official in get_user_model().objects.filter(pk__in=heads):
        context = {"task": task, "dossier": dossier}
        notify(event, "dossiers/task_late_for_official", official, context, dossier.desk_url)
