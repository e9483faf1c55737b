from dossiers.models import Dossier
from dossiers.selectors.citizen import papers_in
from portal.documents.links import link


def part(dossier: Dossier, user) -> dict | None:
    papers = [{"row": row, "url": link(row.file, user)} for row in papers_in(dossier)]
    return {"papers": papers} if papers else None
