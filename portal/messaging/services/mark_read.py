"""The recipient has read a notice."""

from django.utils import timezone

from portal.messaging.models import Notice


def mark_read(*, notice: Notice) -> None:
    """Keep the first time it was read; reading again changes nothing."""
    unread = Notice.objects.filter(pk=notice.pk, read_at__isnull=True)
    unread.update(read_at=timezone.now())


def mark_all_read(*, recipient_id: int) -> int:
    """Everything in the person's account; returns how many were new."""
    unread = Notice.objects.filter(recipient_id=recipient_id, read_at__isnull=True)
    return unread.update(read_at=timezone.now())
