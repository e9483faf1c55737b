"""Keep what was looked for and not found, for the editors."""

import logging
from datetime import date, timedelta

from django.db import DatabaseError, connection, transaction

from portal.search.models import Miss, Missed
from portal.search.models.missed import MissKind
from portal.search.rules.personal import without_personal

log = logging.getLogger(__name__)

KEPT = timedelta(days=180)
"""Words nobody missed for so long are forgotten."""

ROLL_UP = """
WITH taken AS (
  DELETE FROM search_miss WHERE id IN (SELECT id FROM search_miss ORDER BY id LIMIT %(most)s)
  RETURNING text, kind, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
)
INSERT INTO search_missed (text, kind, times, first_day, last_day)
SELECT text, min(kind), count(*), min(day), max(day) FROM taken GROUP BY text
ON CONFLICT (text) DO UPDATE SET
  kind = excluded.kind,
  times = search_missed.times + excluded.times,
  last_day = greatest(search_missed.last_day, excluded.last_day)
"""
AT_ONCE = 10_000


def miss(*, text: str, kind: MissKind) -> None:
    """Write down that a search failed. It never makes the search itself fail."""
    kept = without_personal(text)
    if not kept:
        return
    try:
        with transaction.atomic():
            Miss.objects.create(text=kept[:200], kind=kind)
    except DatabaseError as error:
        log.error("failed search not kept: %s", type(error).__name__)


@transaction.atomic
def roll_up(*, today: date) -> None:
    """Add the failed searches since the last time to their words; forget words nobody missed for
    long. `today` is the local date."""
    with connection.cursor() as cursor:
        cursor.execute(ROLL_UP, {"most": AT_ONCE})
    Missed.objects.filter(last_day__lt=today - KEPT).delete()
