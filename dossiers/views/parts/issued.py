from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from dossiers.models import Dossier
from dossiers.models.mandate import Power
from dossiers.permissions import may_act
from dossiers.selectors.citizen import documents_of
from dossiers.views.words import waiting_papers
from portal.documents.links import link
from portal.documents.models import IssuedDocument
from portal.documents.workflow import PaperKind, Validity


def part(dossier: Dossier, user) -> dict:
    papers = list(documents_of(dossier))
    receives = may_act(user, dossier, timezone.localdate(), Power.RECEIVE)
    return {
        "documents": [
            {"paper": paper, "url": _address(dossier, paper, user, receives)} for paper in papers
        ],
        "waiting": waiting_papers(dossier, papers),
    }


def _address(dossier: Dossier, paper: IssuedDocument, user, receives: bool) -> str:
    if paper.kind != PaperKind.RESULT:
        return link(paper.file, user)
    return _result(dossier, paper) if receives else ""


def _result(dossier: Dossier, paper: IssuedDocument) -> str:
    return reverse("dossiers:result", args=[dossier.public_id, paper.pk])


def result_links(dossier: Dossier, powers: Collection[Power]) -> list[str]:
    """Addresses of the results that count; nothing is looked up before there is a decision."""
    if dossier.decided_at is None or Power.RECEIVE not in powers:
        return []
    results = documents_of(dossier).filter(kind=PaperKind.RESULT, state=Validity.VALID)
    return [_result(dossier, paper) for paper in results]
