"""Asking other agencies: everything that is asked at one time is one round, in stages."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Dossier, Task
from dossiers.models.task import TaskState
from dossiers.permissions import WORKERS
from dossiers.selectors.tasks import (
    Request,
    halted,
    last_answer,
    last_round,
    next_stage,
    task_due,
    unfinished,
)
from dossiers.services.carry import return_from_asked, send_to_asked
from dossiers.services.change import Change, changing
from dossiers.services.clock import close_intervals, open_interval, set_return_due
from dossiers.workflow import Action
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import holders
from portal.audit.models import Event
from portal.kernel.clock import WaitKind
from portal.messaging.services import notify

WAIT = WaitKind.OTHER_AGENCY
NOTHING_ASKED = _("Name at least one agency and what you ask of it.")
NOT_TO_ITSELF = _("The unit that has the dossier cannot be asked by itself.")
WITHOUT_CONTENT = _("Write what is asked for: the request goes out as you write it.")
STILL_ASKED = _("Earlier requests are not finished. Wait for the answers or call them off first.")


def coordinate(
    *, dossier, by, expected_version: int, requests: Sequence[Request], at: datetime | None = None
) -> list[Task]:
    """Ask other agencies or units, each with its own content and limit; the first stage starts now.

    The dossier keeps its one date: a plan whose last answer would come after it is refused (NĐ
    61/2018, art. 19(5)–(6)). Raises `Invalid`, `NotAllowed`, `Conflict`.
    """
    with changing(
        dossier, Action.COORDINATE, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier = change.dossier
        _check(dossier, requests, change.at)
        number = max((task.round for task in last_round(dossier)), default=0) + 1
        tasks = Task.objects.bulk_create(
            _task(dossier, request, number, by, change.at) for request in requests
        )
        open_interval(dossier, WAIT, change.at)
        event = change.record(
            tasks=[task.pk for task in tasks], agencies=[task.agency_id for task in tasks]
        )
        start(next_stage(dossier), change.at, event)
    return last_round(dossier)


def go_on(
    *, dossier, by, expected_version: int, reason: str, at: datetime | None = None
) -> list[Task]:
    """Start the next stage although an earlier agency refused, for a reason that is kept as a note.

    Raises `Invalid` without a reason or when nothing waits; `NotAllowed`, `Conflict`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write why the others are asked in spite of the refusal.")})
    with changing(dossier, Action.GO_ON, by=by, expected_version=expected_version, at=at) as change:
        if not halted(change.dossier):
            raise Conflict(change.dossier)
        tasks = next_stage(change.dossier)
        change.dossier.notes.create(by=by, text=reason, at=change.at)
        open_interval(change.dossier, WAIT, change.at)
        event = change.record(
            tasks=[task.pk for task in tasks], agencies=[task.agency_id for task in tasks]
        )
        start(tasks, change.at, event)
    return tasks


def call_off(
    *, task: Task, by, expected_version: int, reason: str, at: datetime | None = None
) -> Task:
    """Ask no longer, for a reason that the agency asked is told. The next stage follows when
    nothing else is open. Raises `Invalid` without a reason; `NotAllowed`, `Conflict`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write why: the agency that was asked reads it.")})
    with changing(
        task.dossier, Action.CALL_OFF_TASK, by=by, expected_version=expected_version, at=at
    ) as change:
        task = unfinished(change.dossier).filter(pk=task.pk).select_related("unit").first()
        if task is None:
            raise Conflict(change.dossier)
        was_open = task.state == TaskState.OPEN
        task.state, task.called_off_because = TaskState.CANCELLED, reason
        task.save(update_fields=["state", "called_off_because"])
        return_from_asked(task, change.at)
        event = record_with_next(change, task=task.pk, agency=task.agency_id)
        if was_open:
            tell_unit(task.unit, event, "dossiers/task_called_off_for_official", task, change.at)
    return task


def record_with_next(change: Change, **payload) -> Event:
    """Write the event of the change and start the next stage where nothing stands against it.

    Once nobody is asked any more the wait for others is over, and the date is computed anew.
    """
    dossier, held = change.dossier, halted(change.dossier)
    tasks = [] if held else next_stage(dossier)
    open_tasks = dossier.tasks.filter(state=TaskState.OPEN).exists()
    if not tasks and not open_tasks and close_intervals(dossier, change.at, WAIT):
        set_return_due(dossier, change.at)
    event = change.record(**payload, agencies=[task.agency_id for task in tasks], halted=held)
    start(tasks, change.at, event)
    return event


def start(tasks: Iterable[Task], at: datetime, event: Event) -> None:
    for task in tasks:
        since, answer = task_due(task, at, task.dossier.rules_day)
        task.state, task.started_at, task.due_at = TaskState.OPEN, since, answer.at
        task.save(update_fields=["state", "started_at", "due_at"])
        send_to_asked(task, at)
        tell_unit(task.unit, event, "dossiers/task_for_official", task, at)


def tell_unit(unit: Agency, event: Event, text: str, task: Task, at: datetime) -> None:
    """Tell those who work in the unit and, where it is an agency, its desk and its leaders."""
    day = timezone.localdate(at)
    people = {pk for role in (*WORKERS, Role.DESK) for pk in holders(role, unit, day)}
    for official in get_user_model().objects.filter(pk__in=people):
        notify(event, text, official, {"task": task, "dossier": task.dossier}, task.desk_url)


def _check(dossier: Dossier, requests: Sequence[Request], at: datetime) -> None:
    if not requests:
        raise Invalid({"requests": NOTHING_ASKED})
    if unfinished(dossier).exists():
        raise Invalid({"requests": STILL_ASKED})
    if any(request.agency.pk == dossier.holder_id for request in requests):
        raise Invalid({"requests": NOT_TO_ITSELF})
    if not all(request.content.strip() for request in requests):
        raise Invalid({"requests": WITHOUT_CONTENT})
    last = last_answer(requests, at, dossier.rules_day)
    if dossier.deadline_at is not None and last > dossier.deadline_at:
        words = _(
            "The last answer would come on %(last)s, after the date of the dossier, %(due)s."
            " Shorten the limits or ask side by side."
        )
        moments = {"last": _day(last), "due": _day(dossier.deadline_at)}
        raise Invalid({"requests": words % moments})


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


def _task(dossier: Dossier, request: Request, number: int, by, at: datetime) -> Task:
    return Task(
        dossier=dossier,
        round=number,
        stage=request.stage,
        kind=request.kind,
        content=request.content.strip(),
        agency=request.agency.authority,
        unit=request.agency,
        hand_over=request.hand_over,
        limit=request.limit,
        limit_unit=request.limit_unit,
        state=TaskState.WAITING,
        asked_by=by,
        asked_at=at,
    )
