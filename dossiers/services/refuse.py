"""Refusal at the desk, with its reason."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.services.change import changing
from dossiers.services.papers import order_paper
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.documents.workflow import PaperKind


def refuse(*, dossier, by, expected_version: int, reason: str, at: datetime | None = None):
    """Refuse to accept; the reason goes to the applicant on the refusal paper (NĐ 61/2018, art.
    17(1b)).

    Raises `Invalid` without a reason, `NotAllowed`, `Conflict`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write the reason: the applicant has a right to it.")})
    with changing(
        dossier, Action.REFUSE, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier = change.dossier
        dossier.closing_reason = reason
        event = change.record()
        order_paper(PaperKind.REFUSAL, event, dossier)
        tell(
            event,
            "dossiers/refused_for_citizen",
            dossier,
            {"dossier": dossier, "reason": reason},
            dossier.get_absolute_url(),
        )
    return dossier
