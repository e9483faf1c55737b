"""Add what was counted to the figures of days and months."""

from django.db import connection, transaction

from portal.reports.models import Delta, Figure, Grain

BATCH = 50_000
LOCK = 0x66696775
"""Number of the advisory lock of whoever rewrites figures; it ends with the transaction."""

ROLL = f"""
    WITH taken AS (
        DELETE FROM {Delta._meta.db_table}
         WHERE id IN (SELECT id FROM {Delta._meta.db_table} ORDER BY id LIMIT %s)
        RETURNING *, date_trunc('month', day)::date AS month
    ), summed AS (
        SELECT subject_kind, subject_key, agency_id, name, detail, SUM(amount) AS amount,
               CASE WHEN GROUPING(day) = 0 THEN '{Grain.DAY}' ELSE '{Grain.MONTH}' END AS grain,
               COALESCE(day, month) AS since
          FROM taken
         GROUP BY subject_kind, subject_key, name, detail,
                  GROUPING SETS ((day, agency_id), (day), (month, agency_id), (month))
        HAVING GROUPING(agency_id) = 1 OR agency_id IS NOT NULL
    ), stored AS (
        INSERT INTO {Figure._meta.db_table} AS figure
               (subject_kind, subject_key, agency_id, name, detail, grain, since, amount)
        SELECT subject_kind, subject_key, agency_id, name, detail, grain, since, amount FROM summed
            ON CONFLICT (subject_kind, subject_key, agency_id, grain, since, name, detail)
            DO UPDATE SET amount = figure.amount + EXCLUDED.amount
    )
    SELECT COUNT(*) FROM taken
"""  # noqa: S608 — the tables' names come from the models


def roll_up(batch: int = BATCH) -> int:
    """Roll up everything that was counted and committed; how many changes that were.

    In batches, each one statement and one transaction: a worker that dies leaves nothing halfway.
    While somebody else rolls up, returns at once.
    """
    total = 0
    while rolled := _roll(batch):
        total += rolled
    return total


@transaction.atomic
def _roll(batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(ROLL, [batch])
        return cursor.fetchone()[0]
