"""The session or token of the portal at the centre, shared by the workers while it lasts.

Without Redis every worker signs in for itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from redis.exceptions import RedisError


@dataclass(frozen=True, slots=True)
class Session:
    """`fresh`: made a moment ago, so that a refusal is not its age."""

    token: str
    fresh: bool


def session(key: str, sign_in: Callable[[], tuple[str, timedelta]], *, anew: bool) -> Session:
    """The kept session, or a new one if there is none or it is wanted `anew`."""
    kept = None if anew else _kept(key)
    if kept:
        return Session(kept, fresh=False)
    token, life = sign_in()
    _keep(key, token, life)
    return Session(token, fresh=True)


def _kept(key: str) -> str | None:
    try:
        return cache.get(_name(key))
    except (RedisError, OSError):
        return None


def _keep(key: str, token: str, life: timedelta) -> None:
    try:
        cache.set(_name(key), token, timeout=int(life.total_seconds()))
    except (RedisError, OSError):
        return


def _name(key: str) -> str:
    return f"national-session:{key}"
