"""Chain what the log holds, after the fact, so that no verb waits for a chain.

A link may only cover numbers that are final: no transaction still running may later commit an
event with a number inside. Numbers are drawn in order but transactions commit in any order, so the
sealer (1) notes the highest number it sees and a transaction number of its own, drawn later;
(2) waits until every transaction with a smaller number has ended; (3) seals up to the number noted.
A transaction has its number before it draws an event's (trigger of migration 0002), so whoever
holds an event number up to the one noted is among those waited for. Gaps in the numbers are
transactions that were rolled back. Nothing of this is kept in the database, hence a backup
restored into another cluster, where transaction numbers start anew, seals on as before.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.audit import chain
from portal.audit.models import Event, Seal

log = logging.getLogger(__name__)

EVENTS_A_LINK = 5_000
PATIENCE = timedelta(seconds=20)
POLL_SECONDS = 0.05

MARK = """
SELECT (SELECT max(id) FROM audit_event
         WHERE id > coalesce((SELECT max(last_id) FROM audit_seal), 0)),
       pg_current_xact_id()::text::bigint
"""
OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def seal(*, now: datetime | None = None, patience: timedelta = PATIENCE) -> int:
    """Seal every final event and return how many were sealed.

    Waits up to `patience` for transactions older than the mark; if one lasts longer nothing is
    sealed and the next run tries again. Must not run inside a transaction, which would wait for
    itself; raises RuntimeError there.
    """
    if connection.in_atomic_block:
        raise RuntimeError("the sealer cannot run inside a transaction")
    last_id, mark = _ask(MARK)
    if last_id is None:
        return 0
    if not _all_ended_before(mark, patience):
        log.info("sealing waits: a transaction older than %s is still running", mark)
        return 0
    sealed = 0
    while link := _seal_next(last_id, now or timezone.now()):
        sealed += link.events
    return sealed


def _ask(sql: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def _all_ended_before(mark: int, patience: timedelta) -> bool:
    deadline = time.monotonic() + patience.total_seconds()
    while _ask(OLDEST_RUNNING)[0] <= mark:
        if time.monotonic() >= deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


@transaction.atomic
def _seal_next(up_to: int, now: datetime) -> Seal | None:
    """One more link, or None when nothing up to `up_to` is left. Sealers take turns."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE")
    before = Seal.objects.order_by("-number").first()
    after_id = before.last_id if before else 0
    events = list(
        Event.objects.filter(id__gt=after_id, id__lte=up_to).order_by("id")[:EVENTS_A_LINK]
    )
    if not events:
        return None
    leaves = chain.pack(events)
    link = Seal.objects.create(
        number=before.number + 1 if before else 1,
        first_id=events[0].id,
        last_id=events[-1].id,
        events=len(events),
        leaves=leaves,
        digest=chain.link(before.digest if before else chain.GENESIS, leaves),
        sealed_at=now,
    )
    log.info("sealed events %s to %s: %s %s", link.first_id, link.last_id, link.number, link.digest)
    return link
