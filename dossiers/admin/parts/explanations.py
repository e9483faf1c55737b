from dossiers.models import Dossier
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    cases = list(dossier.explanations.select_related("official"))
    return {"cases": cases} if cases else None
