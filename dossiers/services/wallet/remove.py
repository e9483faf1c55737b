"""The owner removes a kept paper, or puts it back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dossiers.models import Consent, DraftPaper, KeptPaper, SupplementFile
from dossiers.services.wallet.lock import own_locked
from portal.audit.actors import Actor
from portal.audit.services import record


def remove_paper(*, kept: KeptPaper, by, at: datetime | None = None) -> KeptPaper:
    """It is offered nowhere any more, leaves what has not been sent, and every consent ends.

    Dossiers that used it keep it: they rest on it. Removing it twice changes nothing. Raises
    `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = own_locked(kept, by, timezone.localdate(at))
        if locked.removed_at is not None:
            return locked
        locked.removed_at = at
        locked.save(update_fields=["removed_at"])
        Consent.objects.filter(kept=locked, withdrawn_at=None).update(withdrawn_at=at)
        DraftPaper.objects.filter(kept=locked).delete()
        SupplementFile.objects.filter(kept=locked).delete()
        record("wallet.removed", locked, Actor.citizen(by), at=at)
    return locked


def put_back(*, kept: KeptPaper, by, at: datetime | None = None) -> KeptPaper:
    """A removed paper is kept again, without any consent. Raises `NotAllowed`."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = own_locked(kept, by, timezone.localdate(at))
        if locked.removed_at is not None:
            locked.removed_at = None
            locked.save(update_fields=["removed_at"])
            record("wallet.put_back", locked, Actor.citizen(by), at=at)
    return locked
