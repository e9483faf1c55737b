"""Stopping the processing, with its reason."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.services.change import changing
from dossiers.services.papers import order_paper
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.documents.workflow import PaperKind


def stop(*, dossier, by, expected_version: int, reason: str, at: datetime | None = None):
    """Stop processing; the applicant gets the reason on paper. An open proposal and an open
    request for papers end with it. Raises `Invalid`, `NotAllowed`, `Conflict`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write the reason: the applicant has a right to it.")})
    with changing(dossier, Action.STOP, by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        dossier.closing_reason = reason
        for proposal in dossier.proposals.filter(closed_at=None):
            proposal.closed_at = change.at
            proposal.save(update_fields=["closed_at"])
        event = change.record()
        order_paper(PaperKind.STOP, event, dossier)
        tell(
            event,
            "dossiers/stopped_for_citizen",
            dossier,
            {"dossier": dossier, "reason": reason},
            dossier.get_absolute_url(),
        )
    return dossier
