"""Remembers what an official has seen of a dossier, and tells who else has it open."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from redis.exceptions import RedisError

from dossiers.models import Dossier, Look
from dossiers.rules.desk import STAYS
from dossiers.selectors.presence import Times, key_of, last_looks, open_at
from portal.accounts.limits import connection as redis

log = logging.getLogger(__name__)

SEE = f"""
    INSERT INTO {Look._meta.db_table} AS seen (user_id, dossier_id, version, before, at)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (user_id, dossier_id) DO UPDATE
       SET before = CASE WHEN seen.version < EXCLUDED.version
                         THEN seen.version ELSE seen.before END,
           version = GREATEST(seen.version, EXCLUDED.version), at = EXCLUDED.at
    RETURNING before
"""  # noqa: S608 — the table's name comes from the model


@dataclass(frozen=True)
class Visitor:
    """A colleague who has the page open, and since when."""

    name: str
    since: datetime

    def minutes(self, now: datetime) -> int:
        return int((now - self.since) / timedelta(minutes=1))


def look(*, dossier: Dossier, by, at: datetime) -> int:
    """Remember that `by` now sees the dossier as it is. Gives the version that he had seen before
    what is newest to him; at the first look that is the present one.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEE, [by.pk, dossier.pk, dossier.version, dossier.version, at])
        return cursor.fetchone()[0]


def visitors(dossier: Dossier, by, at: datetime) -> list[Visitor]:
    """Say that `by` has the page open, and tell which colleagues have, longest first.

    Without Redis the last looks tell it, less exactly.
    """
    try:
        since = _in_redis(dossier.pk, by.pk, at)
    except (RedisError, OSError) as error:
        log.warning("who has a page open is read from the last looks: %s", type(error).__name__)
        since = last_looks(dossier)
    gone = at - STAYS
    open_to = {pk: first for pk, (first, last) in since.items() if last > gone and pk != by.pk}
    people = get_user_model().objects.in_bulk(open_to)
    here = [Visitor(people[pk].full_name, first) for pk, first in open_to.items() if pk in people]
    return sorted(here, key=lambda visitor: visitor.since)


def _in_redis(pk: int, user: int, at: datetime) -> Times:
    known = open_at(pk)
    first, last = known.get(user, (at, at))
    since = first if last > at - STAYS else at
    with redis().pipeline(transaction=False) as pipe:
        pipe.hset(key_of(pk), str(user), f"{since.timestamp()} {at.timestamp()}")
        pipe.expire(key_of(pk), 4 * STAYS)
        pipe.execute()
    return known
