"""The answer of an agency that was asked: passed to a unit, drafted there, sent by its head."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Task
from dossiers.models.task import TaskKind, TaskOutcome, TaskState
from dossiers.permissions import WORKERS, actor_at
from dossiers.services.carry import return_from_asked
from dossiers.services.change import ANY, changing
from dossiers.services.coordinate import record_with_next, tell_unit
from dossiers.workflow import Action
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import divisions_of
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.messaging.services import notify

OUTCOMES = {
    TaskKind.OPINION: (TaskOutcome.AGREE, TaskOutcome.DISAGREE, TaskOutcome.NOT_OURS),
    TaskKind.PART: (TaskOutcome.DONE, TaskOutcome.REFUSED, TaskOutcome.NOT_OURS),
    TaskKind.UPPER: (TaskOutcome.DONE, TaskOutcome.REFUSED, TaskOutcome.NOT_OURS),
}
ANOTHER_AGENCY = _("Choose a unit of your own agency.")


def pass_on(*, task: Task, by, unit: Agency, at: datetime | None = None) -> Task:
    """Give the request to a `unit` inside the agency asked; any post of that agency may.

    Raises `Invalid` for a unit of another agency, `NotAllowed`, `Conflict` once it is answered.
    """
    at = at or timezone.now()
    with transaction.atomic():
        task = _open(task)
        actor = _acting(task, by, WORKERS | {Role.DESK}, at)
        if unit not in divisions_of(task.agency):
            raise Invalid({"unit": ANOTHER_AGENCY})
        task.unit = unit
        task.save(update_fields=["unit"])
        event = record("task.pass_on", task, actor, {"unit": unit.pk}, at=at)
        tell_unit(unit, event, "dossiers/task_for_official", task, at)
    return task


def draft_answer(*, task: Task, by, outcome: str, answer: str, at: datetime | None = None) -> Task:
    """Keep the answer for the head of the agency to send. Raises `Invalid`, `NotAllowed`,
    `Conflict` once it is answered.
    """
    at = at or timezone.now()
    with transaction.atomic():
        task = _open(task)
        actor = _acting(task, by, WORKERS, at)
        _write(task, outcome, answer)
        task.drafted_by = by
        task.save(update_fields=["outcome", "answer", "drafted_by"])
        record("task.draft_answer", task, actor, {"outcome": task.outcome}, at=at)
    return task


def answer_task(*, task: Task, by, outcome: str, answer: str, at: datetime | None = None) -> Task:
    """Send the answer: of another agency a leader of it, of a unit of the same house any of its
    officials. The next stage follows, unless the answer stands against it.

    Each request is answered once, whatever else has happened to the dossier since. Raises
    `Invalid`, `NotAllowed`, `Conflict`.
    """
    with changing(task.dossier, Action.ANSWER_TASK, by=by, expected_version=ANY, at=at) as change:
        task = _open(task)
        senders = WORKERS if task.is_inside else {Role.LEADER}
        change.actor = _acting(task, by, senders, change.at)
        _write(task, outcome, answer)
        task.state, task.answered_by, task.answered_at = TaskState.ANSWERED, by, change.at
        task.save()
        return_from_asked(task, change.at)
        event = record_with_next(change, task=task.pk, agency=task.agency_id, outcome=task.outcome)
        asker = change.dossier.assignee or task.asked_by
        context = {"task": task, "dossier": change.dossier}
        notify(
            event, "dossiers/task_answered_for_official", asker, context, change.dossier.desk_url
        )
    return task


def _open(task: Task) -> Task:
    """The request, locked. Raises `Conflict` when it no longer waits for an answer."""
    rows = Task.objects.select_for_update(of=("self",)).select_related(
        "dossier__agency__parent", "agency__parent", "unit__parent", "asked_by"
    )
    task = rows.get(pk=task.pk)
    if task.state != TaskState.OPEN:
        raise Conflict(task.dossier, _("This request has been answered or called off meanwhile."))
    return task


def _acting(task: Task, by, roles, at: datetime) -> Actor:
    actor = actor_at(by, [task.unit_id, task.agency_id], roles, timezone.localdate(at))
    if actor is None:
        raise NotAllowed
    return actor


def _write(task: Task, outcome: str, answer: str) -> None:
    errors = {}
    if outcome not in OUTCOMES[task.kind]:
        errors["outcome"] = _("Choose the answer of your agency.")
    if not answer.strip():
        errors["answer"] = _("Write the answer with the provisions it rests on.")
    if errors:
        raise Invalid(errors)
    task.outcome, task.answer = outcome, answer.strip()
