from dossiers.models import Dossier
from dossiers.selectors.citizen import due_dates
from dossiers.views.words import due_now


def part(dossier: Dossier, user) -> dict | None:
    due = due_now(dossier, due_dates(dossier))
    return {"due": due} if due else None
