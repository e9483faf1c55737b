"""The record of calls is for finding faults, not for ever."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.integrations.models import Exchange, Tally

KEEP_EXCHANGES = timedelta(days=90)
KEEP_TALLIES = timedelta(days=35)
PORTION = 5000


def forget(*, now: datetime | None = None) -> int:
    """Delete old exchanges in portions, lest a lock lasts, and old figures; returns exchanges."""
    now = now or timezone.now()
    Tally.objects.filter(since__lt=now - KEEP_TALLIES).delete()
    old = Exchange.objects.filter(at__lt=now - KEEP_EXCHANGES).order_by("at")
    gone = 0
    while portion := list(old.values_list("pk", flat=True)[:PORTION]):
        gone += Exchange.objects.filter(pk__in=portion).delete()[0]
    return gone
