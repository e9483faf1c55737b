from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.documents.checking import check_secret, secret_hash
from portal.documents.models import IssuedDocument, StoredFile
from portal.documents.papers import Paper, to_json
from portal.documents.rules.uploads import JSON, PDF
from portal.documents.services.sign import order_signature
from portal.documents.services.store import store_bytes
from portal.documents.workflow import Purpose, Signing


@transaction.atomic
def issue(
    *,
    kind: str,
    code: str,
    pdf: bytes,
    agency: Any,
    owner: Any,
    subject: Subject | models.Model,
    sign: bool = False,
    signer_name: str = "",
    signer_post: str = "",
    paper: Paper | None = None,
    by: Actor = SYSTEM,
    at: datetime | None = None,
) -> IssuedDocument:
    """Puts a paper on record so that anyone can check it, and orders its signature if `sign`.

    The PDF carries the QR code of `checking.check_address(code)`. `paper` is what it was made from,
    kept for its owner to read as a web page. Issuing the same code again returns what is there.
    """
    existing = IssuedDocument.objects.select_for_update().filter(code=code).first()
    if existing:
        return existing
    about = Subject.of(subject)
    stored = store_bytes(
        pdf, name=f"{code}.pdf", content_type=PDF, owner=owner, purpose=Purpose.ISSUED, by=by
    )
    document = IssuedDocument.objects.create(
        code=code,
        kind=kind,
        subject_kind=about.kind,
        subject_id=about.id,
        agency=agency,
        owner=owner,
        issued_at=at or timezone.now(),
        signing=Signing.SIGNING if sign else Signing.NONE,
        signer_name=signer_name,
        signer_post=signer_post,
        file=stored,
        twin=_keep_twin(paper, code, owner, by),
        sha256=stored.sha256,
        secret_hash=secret_hash(check_secret(code)),
    )
    event = record(
        "paper.issued",
        document,
        by,
        {"code": code, "kind": kind, "sha256": stored.sha256, "agency": agency.pk, "sign": sign},
    )
    if sign:
        order_signature(document, event)
    return document


def _keep_twin(paper: Paper | None, code: str, owner: Any, by: Actor) -> StoredFile | None:
    if paper is None:
        return None
    return store_bytes(
        to_json(paper),
        name=f"{code}.json",
        content_type=JSON,
        owner=owner,
        purpose=Purpose.ISSUED,
        by=by,
    )
