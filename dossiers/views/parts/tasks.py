from dossiers.models import Dossier
from dossiers.models.task import TaskState


def part(dossier: Dossier, user) -> dict | None:
    called_off = TaskState.CANCELLED
    rows = dossier.tasks.exclude(state=called_off).select_related("agency__parent")
    tasks = list(rows) if dossier.accepted_at and not dossier.is_final else []
    return {"tasks": tasks} if tasks else None
