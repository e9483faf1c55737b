from dossiers.models import Dossier


def part(dossier: Dossier, user) -> dict:
    return {"may_complain": all(case.answered_at for case in dossier.explanations.all())}
