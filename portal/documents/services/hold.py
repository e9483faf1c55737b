"""Whoever stores bytes under a key keeps the sweeper away from it until his row is there.

Many may hold one key; the sweeper never waits for them. Both end with the transaction.
"""

from django.db import connection


def hold(key: str) -> None:
    _lock("pg_advisory_xact_lock_shared", key)


def seize(key: str) -> bool:
    """Whether nobody holds the key; from now on nobody else can take it."""
    return _lock("pg_try_advisory_xact_lock", key) is True


def _lock(function: str, key: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [f"documents.file:{key}"])
        return cursor.fetchone()[0]
