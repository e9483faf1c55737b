"""What follows a decision: the signed result reaches the dossier, or its failure is seen by an
official.
"""

from datetime import datetime

from dossiers.models.dossier import ReturnWay
from dossiers.services.change import changing
from dossiers.services.papers import order_paper
from dossiers.services.return_result import return_result
from dossiers.workflow import Action
from portal.messaging.services import notify


def complete_signing(*, dossier, document, at: datetime | None = None):
    """The result is signed: tell the citizen. An electronic result is thereby handed over, in the
    account.

    `document` is the `DossierDocument` of the result. Raises `Conflict` when the dossier is no
    longer being signed.
    """
    with changing(
        dossier, Action.COMPLETE_SIGNING, by=None, expected_version=None, at=at
    ) as change:
        change.dossier.signing_error = ""
        change.dossier.deadline_at = None
        event = change.record(document=document.pk)
        text = f"dossiers/result_{change.dossier.return_way.lower()}_for_citizen"
        notify(
            event,
            text,
            change.dossier.owner,
            {"dossier": change.dossier},
            change.dossier.get_absolute_url(),
        )
        if change.dossier.return_way == ReturnWay.ONLINE:
            return_result(dossier=change.dossier, by=None, at=change.at)
    return change.dossier


def fail_signing(*, dossier, reason: str, at: datetime | None = None):
    """The last try failed: the dossier shows it to the unit, which can start again."""
    with changing(dossier, Action.FAIL_SIGNING, by=None, expected_version=None, at=at) as change:
        change.dossier.signing_error = reason[:300]
        change.record()
    return change.dossier


def retry_signing(*, dossier, by, expected_version: int, at: datetime | None = None):
    """Make and sign the result once more. Raises `NotAllowed`, `Conflict`."""
    with changing(
        dossier, Action.RETRY_SIGNING, by=by, expected_version=expected_version, at=at
    ) as change:
        change.dossier.signing_error = ""
        order_paper("result", change.record(), change.dossier)
    return change.dossier
