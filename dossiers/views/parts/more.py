from dossiers.models import Dossier


def part(dossier: Dossier, user) -> dict:
    return {}
