"""Who has the page of a dossier open: kept in Redis for minutes, never blocking anybody.

Without Redis the last looks tell it, less exactly.
"""

import logging
from datetime import UTC, datetime

from redis.exceptions import RedisError

from dossiers.models import Dossier, Look
from dossiers.rules.desk import STAYS
from portal.accounts.limits import connection as redis

log = logging.getLogger(__name__)
Times = dict[int, tuple[datetime, datetime]]
"""By account: since when, and the last sign."""


def key_of(pk: int) -> str:
    return f"desk:open:{pk}"


def open_at(pk: int) -> Times:
    """Everybody of whom there was a sign lately. Raises RedisError, OSError."""
    return _read(redis().hgetall(key_of(pk)))


def last_looks(dossier: Dossier) -> Times:
    rows = dossier.looks.order_by("-at", "pk")[:20]
    return {row.user_id: (row.at, row.at) for row in rows}


def present(dossiers: list[int], but: int, at: datetime) -> set[int]:
    """Which of the dossiers somebody other than the official `but` has open."""
    gone = at - STAYS
    try:
        with redis().pipeline(transaction=False) as pipe:
            for pk in dossiers:
                pipe.hgetall(key_of(pk))
            answers = zip(dossiers, pipe.execute(), strict=True)
    except (RedisError, OSError) as error:
        log.warning("who has pages open is read from the last looks: %s", type(error).__name__)
        rows = Look.objects.filter(dossier__in=dossiers, at__gt=gone).exclude(user=but)
        return set(rows.values_list("dossier_id", flat=True))
    return {
        pk
        for pk, answer in answers
        if any(who != but and last > gone for who, (_first, last) in _read(answer).items())
    }


def _read(answer: dict[bytes, bytes]) -> Times:
    found = {}
    for who, times in answer.items():
        first, last = (datetime.fromtimestamp(float(each), UTC) for each in times.split())
        found[int(who)] = (first, last)
    return found
