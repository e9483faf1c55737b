"""A partner that hangs holds a few workers, never all of them."""

from datetime import timedelta
from random import uniform
from zlib import crc32

from django.db import connection

from portal.integrations.connectors import UnknownConnector, find
from portal.integrations.errors import SlowDown
from portal.integrations.troubles import Trouble

# First half of the key of these advisory locks; "seat" in ASCII.
SEATS = 0x73656174


def take_seat(name: str) -> None:
    """Sit down for the rest of this transaction. Raises SlowDown when all seats are taken.

    A seat is an advisory lock of the transaction: it is free again however the transaction ends,
    also when the worker dies, and it passes through a transaction pooler. No name, no seat.
    """
    if not name:
        return
    try:
        seats = find(name).at_once
    except UnknownConnector:
        return
    with connection.cursor() as cursor:
        for seat in range(seats):
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [SEATS, _key(name, seat)])
            if cursor.fetchone()[0]:
                return
    wait = timedelta(seconds=uniform(2, 8))  # noqa: S311
    raise SlowDown(Trouble.BUSY, wait)


def _key(name: str, seat: int) -> int:
    """Second half of the key, a signed number of 32 bits."""
    return crc32(f"{name}:{seat}".encode()) - 2**31
