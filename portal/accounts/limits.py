"""Sliding windows on Redis.

Without Redis ordinary limits let everyone through and say so in the log; limits that guard a secret
count in the database instead, and refuse when that fails too.
"""

import hashlib
import logging
import time
import uuid
from functools import lru_cache

import redis
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

from portal.accounts.models import Guess
from portal.accounts.rules.limits import LIMITS, Limit

log = logging.getLogger(__name__)

# One round trip and no race: forget what left the window, refuse when full, else write this try.
SLIDE = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1] - ARGV[2])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
end
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[4])
redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[2] * 1000))
return false
"""


class LimitReached(Exception):
    """Too many tries; `retry_after` whole seconds until the next one may succeed."""

    def __init__(self, name: str, retry_after: int) -> None:
        super().__init__(name)
        self.name = name
        self.retry_after = max(1, retry_after)


@lru_cache(maxsize=1)
def connection() -> redis.Redis:
    wait = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
    return redis.Redis.from_url(settings.REDIS_URL, **wait)


def hit(name: str, *keys: object) -> None:
    """Count one try of the limit `name` for this combination of keys; raises LimitReached."""
    limit = LIMITS[name]
    digest = _digest(keys)
    try:
        oldest = _slide(name, digest, limit)
    except (RedisError, OSError) as error:
        _without_redis(name, digest, limit, error)
        return
    if oldest is not None:
        raise LimitReached(name, int(oldest + limit.window.total_seconds() - time.time()) + 1)


def forget(name: str, *keys: object) -> None:
    """Start anew, after somebody has shown to be the right person."""
    try:
        connection().delete(_key(name, _digest(keys)))
    except (RedisError, OSError) as error:
        log.warning("limit %s not forgotten: %s", name, type(error).__name__)


def hit_device_and_address(request: HttpRequest, kind: str, *keys: object) -> None:
    """The usual pair: `<kind>_by_device` for this browser, `<kind>_by_address` for its network."""
    hit(f"{kind}_by_device", request.device, *keys)
    hit(f"{kind}_by_address", request.client_address)


def _digest(keys: tuple[object, ...]) -> str:
    text = "\x1f".join(str(key) for key in keys)
    return hashlib.sha256(text.encode()).hexdigest()


def _key(name: str, digest: str) -> str:
    return f"portal:limit:{name}:{digest}"


def _slide(name: str, digest: str, limit: Limit) -> float | None:
    """When the oldest try of a full window was made (UNIX seconds); None if this one counts."""
    window = limit.window.total_seconds()
    values = (time.time(), window, limit.tries, uuid.uuid4().hex)
    oldest = connection().eval(SLIDE, 1, _key(name, digest), *values)
    return None if oldest is None else float(oldest)


def _without_redis(name: str, digest: str, limit: Limit, error: Exception) -> None:
    log.error("limit %s without Redis: %s", name, type(error).__name__)
    if not limit.secret:
        return
    since = timezone.now() - limit.window
    try:
        tries = Guess.objects.filter(name=name, key_hash=digest, at__gt=since)
        full = len(tries.values_list("pk", flat=True)[: limit.tries]) >= limit.tries
        if not full:
            Guess.objects.create(name=name, key_hash=digest)
    except DatabaseError:
        full = True
    if full:
        raise LimitReached(name, int(limit.window.total_seconds())) from error
