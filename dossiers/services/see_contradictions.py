"""What an official does about a dossier that other portals know of."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dossiers.models import ArrivalConflict, Dossier
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.documents.models import IssuedDocument
from portal.documents.selectors import issued_for
from portal.documents.services import recall


@transaction.atomic
def see_contradictions(*, dossier: Dossier, by: Actor, at: datetime | None = None) -> int:
    """Note that the official `by` has seen what came again with other contents."""
    at = at or timezone.now()
    unseen = ArrivalConflict.objects.select_for_update(of=("self",)).filter(
        arrival__dossier=dossier, seen_at=None
    )
    found = list(unseen.order_by("id"))
    for conflict in found:
        conflict.seen_at, conflict.seen_by_id = at, by.user_id
        conflict.save(update_fields=["seen_at", "seen_by"])
        record("arrival.contradiction_seen", conflict, by, {"dossier": dossier.pk}, at=at)
    return len(found)


def recall_links(*, dossier: Dossier, by: Actor) -> int:
    """Make void every link to a file of the dossier that was lent to a partner."""
    papers: list[IssuedDocument] = list(issued_for(dossier))
    files = {row.file_id for row in dossier.papers.all()} | {row.file_id for row in papers}
    return recall(files=files, by=by)
