"""The recipient has read a notice."""

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.messaging.models import Notice
from portal.messaging.services.evidence import keep


@transaction.atomic
def mark_read(*, notice: Notice) -> None:
    """Keep the first time it was read; reading again changes nothing. A proof for binding ones."""
    now = timezone.now()
    if Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now):
        keep(notice, "notice.read", by=Actor.citizen(notice.recipient), at=now)


@transaction.atomic
def mark_all_read(*, recipient_id: int) -> int:
    """Everything in the person's account; returns how many were new.

    Binding notices stay unread: whoever only empties a list has not read what a date hangs on.
    """
    unread = Notice.objects.filter(
        recipient_id=recipient_id, read_at__isnull=True, ladder__isnull=True
    )
    return unread.update(read_at=timezone.now())
