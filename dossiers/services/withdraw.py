"""The applicant takes the dossier back."""

from datetime import datetime

from dossiers.services.change import changing
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.messaging.services import notify


def withdraw(*, dossier, by, expected_version: int, reason: str = "", at: datetime | None = None):
    """Withdraw a dossier on which nothing has been decided; a reason is welcome, not demanded.

    An open request for papers ends with it. Raises `NotAllowed`, `Conflict`.
    """
    with changing(
        dossier, Action.WITHDRAW, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier = change.dossier
        dossier.closing_reason = reason.strip()
        event = change.record()
        link = dossier.get_absolute_url()
        tell(event, "dossiers/withdrawn_for_citizen", dossier, {"dossier": dossier}, link)
        if dossier.assignee is not None:
            context, link = {"dossier": dossier}, dossier.desk_url
            notify(event, "dossiers/withdrawn_for_official", dossier.assignee, context, link)
    return dossier
