"""A carrier's token: kept sealed for all workers, renewed by one of them at a time."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache

from portal.integrations.errors import Retry
from portal.kernel.keyring import Keyring, KeyringError

EARLY = timedelta(seconds=30)
RENEWING_SECONDS = 40
"""Longer than any call may last: a worker that died while renewing blocks nobody for long."""
PATIENCE_SECONDS = 5

NewToken = Callable[[], tuple[str, timedelta]]


class TokenKeeper:
    """`new` asks the partner for a token and says how long it is good.

    Whoever finds no token becomes the one that asks; the others wait for what it brings, so that a
    partner which forgets its last token with every new one is never asked twice. Losing the cache
    costs one call.
    """

    def __init__(self, name: str, new: NewToken) -> None:
        self.place = f"partner-token:{name}"
        self.new = new

    def current(self) -> str:
        """The token. Raises `Retry` when none can be had now."""
        return self._kept() or self._renewed("")

    def renew(self, *, refused: str) -> str:
        """Another token than `refused`, unless a colleague has brought one already."""
        kept = self._kept()
        return kept if kept and kept != refused else self._renewed(refused)

    def _renewed(self, refused: str) -> str:
        gate = f"{self.place}:renewing"
        if not cache.add(gate, 1, RENEWING_SECONDS):
            return self._waited(refused)
        try:
            token, good_for = self.new()
            seconds = max(int((good_for - EARLY).total_seconds()), 1)
            cache.set(self.place, _keyring().encrypt(token, self.place), seconds)
            return token
        finally:
            cache.delete(gate)

    def _waited(self, refused: str) -> str:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            kept = self._kept()
            if kept and kept != refused:
                return kept
            time.sleep(0.1)
        raise Retry("another worker is still renewing the token")

    def _kept(self) -> str:
        sealed = cache.get(self.place)
        try:
            return _keyring().decrypt(sealed, self.place) if sealed else ""
        except KeyringError:
            return ""


def _keyring() -> Keyring:
    return Keyring.from_texts(settings.FIELD_KEYS, settings.LOOKUP_KEY)
