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
def replace(
    *,
    document: IssuedDocument,
    successor: IssuedDocument,
    reason: str,
    basis: str = "",
    tell_owner: bool = False,
    by: Actor,
    expected_version: int | None = None,
    at: datetime | None = None,
) -> IssuedDocument:
    """Marks a paper as replaced by another that is issued and valid. `basis` names the provision
    and the decision it rests on; `tell_owner` where nothing else tells him.

    Raises PaperConflict when either of them no longer counts, they are the same, or the other one
    takes the place of a third already.
    """
    row = locked(document, expected_version)
    after = IssuedDocument.objects.select_for_update().get(pk=successor.pk)
    if not reason.strip():
        raise ValueError("a replacement needs its reason")
    if Validity.REPLACED not in VALIDITY[Validity(row.state)]:
        raise PaperConflict(f"{row.code} is {row.state}")
    taken = IssuedDocument.objects.filter(replaced_by=after).exists()
    if after.pk == row.pk or after.state != Validity.VALID or taken:
        raise PaperConflict(f"{after.code} cannot replace {row.code}")
    row.state, row.replaced_by = Validity.REPLACED, after
    row.reason, row.basis, row.ended_at = reason.strip(), basis.strip(), at or timezone.now()
    saved(row, "state", "replaced_by", "reason", "basis", "ended_at")
    facts = {"code": row.code, "by": after.code}
    event = record("paper.replaced", row, by, facts, at=row.ended_at)
    if tell_owner:
        tell_that_it_ended(row, event)
    return row
