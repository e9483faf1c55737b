"""Keeps the counts of the lists, in the transaction of the verb that moved a dossier."""

from django.db import connection, transaction

from dossiers.models import DeskChange, DeskCount
from dossiers.selectors.desk_counts import Slot, recounted

LOCK = 0x6465736B
"""Number of the advisory lock of whoever rewrites the counts; it ends with the transaction."""

ROLL = f"""
    WITH taken AS (
        DELETE FROM {DeskChange._meta.db_table} RETURNING place, place_id, state, amount
    ), summed AS (
        SELECT place, place_id, state, SUM(amount) AS amount FROM taken GROUP BY 1, 2, 3
    ), stored AS (
        INSERT INTO {DeskCount._meta.db_table} AS kept (place, place_id, state, amount)
        SELECT place, place_id, state, amount FROM summed
            ON CONFLICT (place, place_id, state)
            DO UPDATE SET amount = kept.amount + EXCLUDED.amount
    )
    SELECT COUNT(*) FROM taken
"""  # noqa: S608 — the tables' names come from the models


def count_move(before: frozenset[Slot], after: frozenset[Slot]) -> None:
    """Write that a dossier left the slots `before` and came to those of `after`."""
    gone = [(slot, -1) for slot in sorted(before - after)]
    come = [(slot, 1) for slot in sorted(after - before)]
    DeskChange.objects.bulk_create(
        DeskChange(place=place, place_id=pk, state=state, amount=amount)
        for (place, pk, state), amount in gone + come
    )


@transaction.atomic
def roll_up_desk() -> int:
    """Add what was committed to the counts; how many changes. While somebody else does it: 0."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(ROLL)
        return cursor.fetchone()[0]


@transaction.atomic
def recount_desk() -> int:
    """Forget the counts and count all dossiers again; verbs wait meanwhile. How many counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(f"LOCK TABLE {DeskChange._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    DeskChange.objects.all().delete()
    DeskCount.objects.all().delete()
    rows = [
        DeskCount(place=place, place_id=pk, state=state, amount=number)
        for (place, pk, state), number in recounted()
    ]
    return len(DeskCount.objects.bulk_create(rows, batch_size=1000))
