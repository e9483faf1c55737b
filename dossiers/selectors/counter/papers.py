"""The dossier behind a code that was scanned, and the receipt as proof of who brings it."""

from collections.abc import MutableMapping
from datetime import date
from typing import Any

from dossiers.models import Dossier
from dossiers.permissions import visible_to
from dossiers.selectors.counter.scan import Scanned
from portal.audit.subjects import Subject
from portal.documents.checking import secret_matches
from portal.documents.models import IssuedDocument
from portal.documents.workflow import PaperKind, Validity

SCANNED = "counter_receipt"


def dossier_behind(user, code: str, on: date) -> Dossier | None:
    """By its code or submission number, or by the code of a paper of it; one the official may
    open.
    """
    rows = visible_to(user, on)
    found = rows.filter(code=code).first() or rows.filter(submission_number=code).first()
    if found is not None:
        return found
    paper = IssuedDocument.objects.filter(code=code).first()
    if paper is None or paper.subject_kind != Dossier._meta.label_lower:
        return None
    return rows.filter(pk=paper.subject_id).first()


def remember_receipt(session: MutableMapping[str, Any], dossier: Dossier, found: Scanned) -> None:
    """Keep in the official's session whether the valid receipt itself was scanned."""
    session[SCANNED] = dossier.pk if found.secret and _is_receipt(dossier, found) else None


def was_scanned(session: MutableMapping[str, Any], dossier: Dossier) -> bool:
    return session.get(SCANNED) == dossier.pk


def receipt_of(dossier: Dossier) -> IssuedDocument | None:
    """The latest valid receipt, once the worker has made it."""
    return _latest(dossier, {PaperKind.RECEIPT})


def answer_paper(dossier: Dossier) -> IssuedDocument | None:
    """The paper that answers at the counter: receipt, request or refusal, once it is made."""
    return _latest(dossier, {PaperKind.RECEIPT, PaperKind.SUPPLEMENT, PaperKind.REFUSAL})


def _latest(dossier: Dossier, kinds: set[PaperKind]) -> IssuedDocument | None:
    about = Subject.of(dossier)
    rows = IssuedDocument.objects.filter(
        subject_kind=about.kind, subject_id=about.id, kind__in=kinds, state=Validity.VALID
    )
    return rows.select_related("file").order_by("-pk").first()


def _is_receipt(dossier: Dossier, found: Scanned) -> bool:
    receipt = receipt_of(dossier)
    if receipt is None or receipt.code != found.value:
        return False
    return secret_matches(found.secret, receipt.secret_hash)
