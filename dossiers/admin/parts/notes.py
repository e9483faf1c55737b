from dossiers.models import Dossier
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    entries = [
        {"title": row.text, "at": row.at, "by": row.by.full_name} for row in dossier.notes.all()
    ]
    return {"entries": entries} if entries else None
