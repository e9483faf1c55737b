from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.documents.errors import PaperConflict
from portal.documents.models import IssuedDocument
from portal.documents.registry import tell
from portal.documents.rules.uploads import PDF
from portal.documents.services.lock import locked, saved
from portal.documents.services.store import store_bytes
from portal.documents.workflow import SIGNING, Purpose, Signing

LONGEST_ERROR = 500


@transaction.atomic
def attach_signed(
    *, document: IssuedDocument, pdf: bytes, by: Actor = SYSTEM, at: datetime | None = None
) -> IssuedDocument:
    """The signed file takes the place of the unsigned one, and whoever follows the paper is told.

    Attaching to a signed paper changes nothing. Raises PaperConflict when no signature is due.
    """
    row = locked(document, None)
    if row.signing == Signing.SIGNED:
        return row
    if Signing.SIGNED not in SIGNING[Signing(row.signing)]:
        raise PaperConflict(f"no signature is due on {row.code}")
    row.file = store_bytes(
        pdf,
        name=f"{row.code}.pdf",
        content_type=PDF,
        owner=row.owner,
        purpose=Purpose.ISSUED,
        by=by,
    )
    row.sha256, row.signing, row.signing_error = row.file.sha256, Signing.SIGNED, ""
    row.signed_at = at or timezone.now()
    saved(row, "file", "sha256", "signing", "signing_error", "signed_at")
    facts = {"code": row.code, "sha256": row.sha256}
    tell(row, record("paper.signed", row, by, facts, at=row.signed_at))
    return row


@transaction.atomic
def fail_signing(*, document: IssuedDocument, error: str, by: Actor = SYSTEM) -> IssuedDocument:
    """After the last try: the failure becomes visible to the officials of the paper."""
    row = locked(document, None)
    if Signing.FAILED not in SIGNING[Signing(row.signing)]:
        return row
    row.signing, row.signing_error = Signing.FAILED, error[:LONGEST_ERROR]
    saved(row, "signing", "signing_error")
    tell(row, record("paper.signing_failed", row, by, {"code": row.code}))
    return row
