from dossiers.models import Dossier


def part(dossier: Dossier, user) -> dict | None:
    return {"reason": dossier.closing_reason} if dossier.closing_reason else None
