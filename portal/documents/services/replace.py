from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.documents.errors import PaperConflict
from portal.documents.models import IssuedDocument
from portal.documents.services.lock import locked, saved
from portal.documents.workflow import VALIDITY, Validity


@transaction.atomic
def replace(
    *,
    document: IssuedDocument,
    successor: IssuedDocument,
    reason: str,
    by: Actor,
    expected_version: int | None = None,
    at: datetime | None = None,
) -> IssuedDocument:
    """Marks a paper as replaced by another that is issued and valid.

    Raises PaperConflict when either of them no longer counts, or they are the same.
    """
    row = locked(document, expected_version)
    after = IssuedDocument.objects.select_for_update().get(pk=successor.pk)
    if not reason.strip():
        raise ValueError("a replacement needs its reason")
    if Validity.REPLACED not in VALIDITY[Validity(row.state)]:
        raise PaperConflict(f"{row.code} is {row.state}")
    if after.pk == row.pk or after.state != Validity.VALID:
        raise PaperConflict(f"{after.code} cannot replace {row.code}")
    row.state, row.replaced_by = Validity.REPLACED, after
    row.reason, row.ended_at = reason.strip(), at or timezone.now()
    saved(row, "state", "replaced_by", "reason", "ended_at")
    record("paper.replaced", row, by, {"code": row.code, "by": after.code}, at=row.ended_at)
    return row
