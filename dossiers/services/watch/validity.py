"""The watch over results whose time runs out."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dossiers.models import ResultEntry
from dossiers.selectors.results import to_remind_of
from dossiers.services.tell import tell
from dossiers.services.watch.each import tell_each
from portal.audit.actors import SYSTEM
from portal.audit.services import record


def watch_validity(at: datetime | None = None) -> int:
    """Remind holders once before a result ceases to be valid, with the way on; how many."""
    at = at or timezone.now()
    return tell_each(to_remind_of(at), lambda entry: _remind(entry.pk, at))


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    """False when another watch was faster."""
    rows = ResultEntry.objects.select_for_update(of=("self",)).select_related(
        "dossier__revision", "dossier__owner", "agency"
    )
    entry = rows.get(pk=pk)
    if entry.reminded_at is not None:
        return False
    entry.reminded_at = at
    entry.save(update_fields=["reminded_at"])
    facts = {"code": entry.code, "until": entry.valid_until.isoformat()}
    event = record("result.remind_of_end", entry, SYSTEM, facts, at=at)
    context, link = {"entry": entry}, reverse("dossiers:results")
    tell(event, "dossiers/result_ends_for_citizen", entry.dossier, context, link)
    return True
