"""Notices about a thing that is destroyed go with it."""

from collections.abc import Iterable

from django.db import transaction

from portal.messaging.models import Notice

CHUNK = 500


@transaction.atomic
def forget_notices(*, events: Iterable[int]) -> int:
    """Remove what people were told of these events, in their accounts and in the record of
    deliveries; that it was told stays in the log. Returns how many notices.
    """
    numbers, gone = sorted(events), 0
    for start in range(0, len(numbers), CHUNK):
        rows = Notice.objects.filter(event__in=numbers[start : start + CHUNK])
        gone += rows.count()
        rows.delete()
    return gone
