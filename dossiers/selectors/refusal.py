"""The decision by which an agency said no."""

from dossiers.models import Decision, Dossier
from dossiers.models.decision import Outcome
from dossiers.workflow import READY, State

TOLD = READY | {State.POSTED, State.RETURNED}


def refusal_of(dossier: Dossier) -> Decision | None:
    """The decision that counts, once its paper is signed, if it refuses what was asked for."""
    if dossier.state not in TOLD:
        return None
    return dossier.decisions.filter(revoked_at=None, outcome=Outcome.REFUSE).first()
