from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.documents.errors import PaperConflict
from portal.documents.models import IssuedDocument
from portal.documents.services.ended import tell_that_it_ended
from portal.documents.services.lock import locked, saved
from portal.documents.workflow import VALIDITY, Validity


@transaction.atomic
def revoke(
    *,
    document: IssuedDocument,
    reason: str,
    basis: str = "",
    by: Actor,
    expected_version: int | None = None,
    at: datetime | None = None,
) -> IssuedDocument:
    """Withdraws a paper; `basis` names the provision and the decision it rests on. It stays
    for look-up with its mark, its time and the reason (NĐ 45/2020 Điều 18).
    Raises PaperConflict when it is withdrawn already.
    """
    row = locked(document, expected_version)
    if not reason.strip():
        raise ValueError("a revocation needs its reason")
    if Validity.REVOKED not in VALIDITY[Validity(row.state)]:
        raise PaperConflict(f"{row.code} is {row.state}")
    row.state, row.ended_at = Validity.REVOKED, at or timezone.now()
    row.reason, row.basis = reason.strip(), basis.strip()
    saved(row, "state", "reason", "basis", "ended_at")
    event = record("paper.revoked", row, by, {"code": row.code}, at=row.ended_at)
    tell_that_it_ended(row, event)
    return row
