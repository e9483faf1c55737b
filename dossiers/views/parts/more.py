from dossiers.models import Dossier


def part(dossier: Dossier, user) -> dict:
    return {"may_complain": not dossier.explanations.filter(answered_at=None).exists()}
