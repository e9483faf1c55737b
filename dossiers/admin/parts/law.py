from dossiers.models import Dossier
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict:
    return {
        "legal_bases": [
            " · ".join(filter(None, (basis.symbol, basis.title)))
            for basis in dossier.revision.legal_bases.all()
        ]
    }
