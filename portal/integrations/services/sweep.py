"""Find messages that are due and that no worker was told of."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.integrations.models import OutboxMessage
from portal.integrations.services.wake import wake

# A message just written is being taken by a worker that was woken on commit.
GRACE = timedelta(seconds=5)
# Telling again before the queue has moved would only lengthen the queue.
REMIND_AFTER = timedelta(minutes=2)
LIMIT = 500


def sweep(*, now: datetime | None = None, limit: int = LIMIT) -> int:
    """Wake workers for messages that are due, oldest first, and return how many were told of.

    Finds what was written while Redis was away, what a dead worker left behind, and what is due
    for its next try.
    """
    now = now or timezone.now()
    due = _mark(now, limit)
    for place, (message_id, handler) in enumerate(due):
        if not wake(message_id, handler):
            untold = [pk for pk, _ in due[place:]]
            OutboxMessage.objects.filter(pk__in=untold).update(woken_at=None)
            return place
    return len(due)


@transaction.atomic
def _mark(now: datetime, limit: int) -> list[tuple[int, str]]:
    told_lately = Q(woken_at__gte=F("next_try_at")) & Q(woken_at__gte=now - REMIND_AFTER)
    due = list(
        OutboxMessage.objects.select_for_update(skip_locked=True)
        .filter(state=OutboxMessage.State.PENDING, next_try_at__lte=now - GRACE)
        .exclude(told_lately)
        .order_by("next_try_at", "id")
        .values_list("pk", "handler")[:limit]
    )
    OutboxMessage.objects.filter(pk__in=[pk for pk, _ in due]).update(woken_at=now)
    return due
