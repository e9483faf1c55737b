from django.utils import timezone

from dossiers.models import Dossier
from dossiers.models.decision import Outcome
from dossiers.selectors.wordings import similar, wordings_for
from dossiers.workflow import Action, State, actions_from
from portal.audit.actors import Actor

DECIDES = {Action.PROPOSE, Action.DECIDE}


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """Beside the decision: texts of the library and how similar dossiers were decided."""
    if not DECIDES & set(actions_from(State(dossier.state))):
        return None
    past = similar(dossier, user, timezone.localdate())
    wordings = list(wordings_for(dossier))
    if past is None and not wordings:
        return None
    sums = past.outcomes if past else []
    return {
        "wordings": wordings,
        "past": past,
        "sums": [
            {"label": Outcome(outcome).label, "number": number, "of": past.number}
            for outcome, number in sums
        ],
    }
