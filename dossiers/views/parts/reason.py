from dossiers.models import Dossier
from dossiers.selectors.refusal import refusal_of


def part(dossier: Dossier, user) -> dict | None:
    """Why it ended without what was asked for, also where a decision of the agency says no."""
    if dossier.closing_reason:
        return {"reason": dossier.closing_reason}
    refusal = refusal_of(dossier)
    return {"reason": refusal.reason, "refusal": refusal} if refusal else None
