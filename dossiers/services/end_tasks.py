"""A dossier that is decided or has ended asks other agencies no longer."""

from datetime import datetime

from dossiers.models import Dossier
from dossiers.models.task import TaskState
from dossiers.selectors.tasks import unfinished
from dossiers.services.carry import return_from_asked


def end_tasks(dossier: Dossier, at: datetime) -> None:
    """Call off what nobody has answered; papers that lie with others come back."""
    open_tasks = list(unfinished(dossier).filter(state=TaskState.OPEN).select_related("unit"))
    unfinished(dossier).update(state=TaskState.CANCELLED)
    for task in open_tasks:
        return_from_asked(task, at)
