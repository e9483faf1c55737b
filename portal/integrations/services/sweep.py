"""Bring messages that are due to the workers: as many as a queue has room for, oldest first."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.integrations.models import OutboxMessage
from portal.integrations.queues import QUEUES, UPKEEP
from portal.integrations.registry import names, queue_of
from portal.integrations.services.wake import LONGEST, length_of, wake

# A message just written is being taken by a worker that was woken on commit.
GRACE = timedelta(seconds=5)
# A full queue is worked off by then: whoever still waits was lost on the way.
REMIND_AFTER = timedelta(minutes=10)


def sweep(*, now: datetime | None = None, longest: int = LONGEST) -> int:
    """Fill every queue up to `longest` and return how many messages workers were told of.

    Finds what was written while Redis was away or the queue full, what a dead worker left behind,
    what is due for its next try, and what Redis has lost. A queue holds no more than it is filled
    to, for nobody else fills it as far; and what it has worked off since, the oldest take.
    """
    now = now or timezone.now()
    return sum(_fill(queue, now, longest) for queue in QUEUES)


def _fill(queue: str, now: datetime, longest: int) -> int:
    waiting = length_of(queue)
    if waiting is None or waiting >= longest:
        return 0
    # Nothing that was told is in an empty queue: it is worked off, or Redis has lost it.
    remind_after = REMIND_AFTER if waiting else GRACE
    due = _mark(queue, now, remind_after, longest - waiting)
    for place, (message_id, handler) in enumerate(due):
        if not wake(message_id, handler, longest):
            untold = [pk for pk, _ in due[place:]]
            OutboxMessage.objects.filter(pk__in=untold).update(woken_at=None)
            return place
    return len(due)


@transaction.atomic
def _mark(queue: str, now: datetime, remind_after: timedelta, room: int) -> list[tuple[int, str]]:
    told_lately = Q(woken_at__gte=F("next_try_at")) & Q(woken_at__gte=now - remind_after)
    due = list(
        OutboxMessage.objects.select_for_update(skip_locked=True)
        .filter(_goes_to(queue), state=OutboxMessage.State.PENDING, next_try_at__lte=now - GRACE)
        .exclude(told_lately)
        .order_by("next_try_at", "id")
        .values_list("pk", "handler")[:room]
    )
    OutboxMessage.objects.filter(pk__in=[pk for pk, _ in due]).update(woken_at=now)
    return due


def _goes_to(queue: str) -> Q:
    """Messages of the queue's handlers; in that of the house those too that nobody handles."""
    own = Q(handler__in=[name for name in names() if queue_of(name) == queue])
    return own | ~Q(handler__in=names()) if queue == UPKEEP else own
