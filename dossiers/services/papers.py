"""Papers of a dossier: ordered in the verb, made by the worker, so that nobody waits for a PDF."""

from datetime import datetime

from django.utils import timezone

from dossiers.models import Dossier
from dossiers.papers import build
from portal.audit.models import Event
from portal.documents.models import IssuedDocument
from portal.documents.papers import render_paper
from portal.documents.services import issue
from portal.documents.workflow import PaperKind
from portal.integrations.services import put

HANDLER = "dossiers.make_paper"


def order_paper(kind: str, event: Event, dossier: Dossier) -> None:
    """Have the paper of `kind` made for the change that `event` records, once."""
    put(
        handler=HANDLER,
        event=event,
        recipient=f"dossier:{dossier.pk}",
        channel="paper",
        payload={"kind": kind, "dossier": dossier.pk},
    )


def make_paper(
    *, kind: str, dossier: Dossier, event: Event, at: datetime | None = None
) -> IssuedDocument:
    """Render the paper and put it on record; a result goes on to be signed.

    Making it again for the same event gives back the one on record. Raises `PdfUnavailable`.
    """
    paper = build(kind, dossier, event)
    decision = dossier.decisions.filter(revoked_at=None).first()
    is_result = kind == PaperKind.RESULT
    return issue(
        kind=kind,
        code=paper.code,
        pdf=render_paper(paper),
        agency=dossier.agency,
        owner=dossier.owner,
        subject=dossier,
        sign=is_result,
        signer_name=decision.by.full_name if is_result else "",
        signer_post=decision.post_title if is_result else "",
        paper=paper,
        at=at or timezone.now(),
    )
