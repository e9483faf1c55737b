from dossiers.models import Dossier
from dossiers.selectors.citizen import open_supplement


def part(dossier: Dossier, user) -> dict | None:
    supplement = open_supplement(dossier)
    return {"supplement": supplement} if supplement else None
