"""A result that is handed over in the account."""

from datetime import datetime

from dossiers.services.change import changing
from dossiers.workflow import Action


def return_result(*, dossier, at: datetime | None = None):
    """Record that an electronic result lies in its owner’s account (NĐ 45/2020, art. 14); at a desk
    it is `counter.hand_out`. Raises `Conflict`.
    """
    with changing(dossier, Action.RETURN_RESULT, by=None, expected_version=None, at=at) as change:
        change.dossier.received_by = ""
        change.record()
    return change.dossier
