"""The clock of a dossier that another agency's desk accepted begins with its arrival."""

from datetime import datetime

from dossiers.errors import Conflict
from dossiers.models import Dossier, DueKind
from dossiers.selectors.clock import clock_start
from dossiers.selectors.counter.desk import is_from_elsewhere
from dossiers.services.change import changing
from dossiers.services.clock import set_return_due
from dossiers.services.tell import tell
from dossiers.workflow import Action


def begin_clock(*, dossier: Dossier, at: datetime) -> bool:
    """Compute the date of return now that the agency in charge has the dossier, and tell its owner
    (NĐ 118/2025, art. 17(3)). False when the clock runs already or has nothing to begin from.
    """
    try:
        with changing(dossier, Action.BEGIN_CLOCK, by=None, expected_version=None, at=at) as change:
            _begin(change)
    except Conflict:
        return False
    return True


def _begin(change) -> None:
    dossier = change.dossier
    if not is_from_elsewhere(dossier):
        raise Conflict(dossier)
    runs = dossier.due_dates.filter(kind=DueKind.STATUTORY, at__isnull=False).exists()
    if runs or clock_start(dossier) is None:
        raise Conflict(dossier)
    due = set_return_due(dossier, change.at)
    event = change.record(due=due.pk)
    context = {"dossier": dossier, "due": due}
    tell(event, "dossiers/begun_for_citizen", dossier, context, dossier.get_absolute_url())
