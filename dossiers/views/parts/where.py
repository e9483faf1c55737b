from dossiers.models import Dossier
from portal.agencies.selectors import division_path


def part(dossier: Dossier, user) -> dict:
    return {"holders": division_path(dossier.holder)}
