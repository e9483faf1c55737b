"""The watch over kept papers whose time runs out."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dossiers.models import KeptPaper
from dossiers.models.wallet import Standing
from dossiers.rules.validity import RENEWAL_REMINDER_DAYS
from dossiers.selectors.wallet.kinds import renewed_by
from dossiers.selectors.wallet.papers import wallet_of
from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.messaging.services import notify


def watch_papers(at: datetime | None = None) -> int:
    """Tell each owner once of a paper that ends soon, with the procedure that gives a new one where
    the catalogue knows it. Of results the register tells him. Returns how many were told.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    rows = KeptPaper.objects.filter(
        removed_at=None,
        reminded_at=None,
        valid_until__range=(day, day + timedelta(days=RENEWAL_REMINDER_DAYS.on(day))),
        result=None,
    )
    return sum(_remind(pk, at) for pk in rows.order_by("pk").values_list("pk", flat=True))


def _remind(pk: int, at: datetime) -> bool:
    """False when another run has told, the paper cannot serve any more, or its keeper has left the
    organisation.
    """
    with transaction.atomic():
        rows = KeptPaper.objects.select_for_update(of=("self",))
        kept = rows.select_related("owner", "file").get(pk=pk)
        day = timezone.localdate(at)
        if kept.reminded_at is not None or kept.standing(day) != Standing.GOOD:
            return False
        if not wallet_of(kept.owner, day).filter(pk=pk).exists():
            return False
        kept.reminded_at = at
        kept.save(update_fields=["reminded_at"])
        event = record("wallet.reminded", kept, SYSTEM, {"until": kept.valid_until}, at=at)
        context = {"kept": kept, "renewal": renewed_by(kept.kinds)}
        link = kept.get_absolute_url()
        notify(event, "dossiers/paper_expires_for_citizen", kept.owner, context, link)
    return True
