from django.utils import timezone

from dossiers.models import Dossier
from dossiers.models.task import TaskState
from dossiers.permissions import actor_for
from dossiers.selectors.tasks import halted
from dossiers.workflow import TABLE, Action
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    tasks = list(dossier.tasks.all())
    unfinished = any(task.state in (TaskState.WAITING, TaskState.OPEN) for task in tasks)
    may_ask = not unfinished and _may(user, Action.COORDINATE, dossier)
    if not tasks and not may_ask:
        return None
    return {
        "tasks": tasks,
        "halted": halted(dossier),
        "may_ask": may_ask,
        "may_change": _may(user, Action.CALL_OFF_TASK, dossier),
    }


def _may(user, action: Action, dossier: Dossier) -> bool:
    if dossier.state not in TABLE[action].moves:
        return False
    return actor_for(user, action, dossier, timezone.localdate()) is not None
