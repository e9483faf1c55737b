"""A dossier that is decided or has ended asks other agencies no longer."""

from dossiers.models import Dossier
from dossiers.models.task import TaskState
from dossiers.selectors.tasks import unfinished


def end_tasks(dossier: Dossier) -> None:
    """Call off what nobody has answered."""
    unfinished(dossier).update(state=TaskState.CANCELLED)
