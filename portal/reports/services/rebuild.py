"""Make the figures anew from what they are figures of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.db import connection, transaction

from portal.reports.models import Delta, Figure
from portal.reports.registry import registered
from portal.reports.services.count import count_all
from portal.reports.services.roll_up import LOCK, roll_up
from portal.reports.values import Count


def rebuild() -> int:
    """Forget every figure that can be counted again and count it again; how many figures of days.

    Running it twice changes nothing. Verbs that count wait while it runs, so that what happens
    meanwhile is counted once, on top.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            cursor.execute(f"LOCK TABLE {Delta._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        made = sum(_rebuild(kind, recount()) for kind, recount in registered().items())
    roll_up()
    return made


def _rebuild(subject_kind: str, counts: Iterable[Count]) -> int:
    Figure.objects.filter(subject_kind=subject_kind).delete()
    Delta.objects.filter(subject_kind=subject_kind).delete()
    sums = summed(counts)
    count_all(replace(each, amount=amount) for each, amount in sums.items())
    return len(sums)


def summed(counts: Iterable[Count]) -> Counter[Count]:
    """Changes of the same figure on the same day as one."""
    sums: Counter[Count] = Counter()
    for each in counts:
        sums[replace(each, amount=1)] += each.amount
    return sums
