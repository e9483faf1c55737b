from dossiers.models import Dossier
from dossiers.selectors.citizen import documents_of
from dossiers.views.words import waiting_papers
from portal.documents.links import link
from portal.documents.workflow import PaperKind, Validity


def part(dossier: Dossier, user) -> dict:
    papers = list(documents_of(dossier))
    return {
        "documents": [{"paper": paper, "url": link(paper.file, user)} for paper in papers],
        "waiting": waiting_papers(dossier, papers),
    }


def result_links(dossier: Dossier, user) -> list[str]:
    """Addresses of the results that count; nothing is looked up before there is a decision."""
    if dossier.decided_at is None:
        return []
    results = documents_of(dossier).filter(kind=PaperKind.RESULT, state=Validity.VALID)
    return [link(paper.file, user) for paper in results]
