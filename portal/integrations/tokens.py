"""What partners give us to prove who we are: never legible where it is kept.

`Tokens` is for one that can be had anew at any time: all workers share it in the cache, and one of
them at a time signs in. A token that is good for one refresh only is too dear for a cache; Zalo's
stands in the database (`portal.messaging.services.zalo_keys`), sealed by the same two functions.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from portal.integrations.errors import Retry
from portal.kernel.keyring import Keyring, KeyringError

EARLY = timedelta(seconds=30)
SIGNING_IN_SECONDS = 40
"""Longer than any call may last: a worker that died while signing in blocks nobody for long."""
PATIENCE_SECONDS = 5
AWAY = (RedisError, OSError)

SignIn = Callable[[], tuple[str, timedelta]]
Said = TypeVar("Said")


def seal(token: str, name: str) -> str:
    """The token as it may be kept, bound to the partner `name`."""
    return _keyring().encrypt(token, _place(name))


def opened(sealed: str, name: str) -> str:
    """The token. Raises `KeyringError` when it was sealed under a key that is gone, or changed."""
    return _keyring().decrypt(sealed, _place(name))


class Tokens:
    """The token of one partner; `sign_in` asks for it and says how long it is good.

    Whoever finds none signs in, and the others wait for what it brings, so that a partner which
    forgets its last token with every new one is never asked twice. Losing the cache costs one
    call; without it every worker signs in for itself.
    """

    def __init__(self, name: str, sign_in: SignIn) -> None:
        self.name = name
        self.sign_in = sign_in
        self.place = _place(name)

    def use(self, ask: Callable[[str], Said], is_refused: Callable[[Said], bool]) -> Said:
        """What `ask` brings with the token.

        A kept token that is refused may only be old: it is replaced, once. One that was just given
        is not old, and its refusal is the answer. Raises `Retry` when no token can be had now.
        """
        kept = self._kept()
        said = ask(kept or self._anew(""))
        return ask(self._anew(kept)) if kept and is_refused(said) else said

    def _anew(self, refused: str) -> str:
        """Another token than `refused`, of a colleague who was quicker or by signing in."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            with self._alone() as is_alone:
                kept = self._kept()
                if kept and kept != refused:
                    return kept
                if is_alone:
                    return self._signed_in()
            time.sleep(0.1)
        raise Retry("another worker is still signing in")

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether nobody else signs in while the block lasts; without the cache nobody can tell."""
        gate = f"{self.place}:signing-in"
        try:
            is_alone = cache.add(gate, 1, SIGNING_IN_SECONDS)
        except AWAY:
            is_alone = True
        try:
            yield is_alone
        finally:
            if is_alone:
                with suppress(*AWAY):
                    cache.delete(gate)

    def _signed_in(self) -> str:
        token, good_for = self.sign_in()
        seconds = max(int((good_for - EARLY).total_seconds()), 1)
        with suppress(*AWAY):
            cache.set(self.place, seal(token, self.name), seconds)
        return token

    def _kept(self) -> str:
        try:
            sealed = cache.get(self.place)
            return opened(sealed, self.name) if sealed else ""
        except (*AWAY, KeyringError):
            return ""


def _place(name: str) -> str:
    return f"partner-token:{name}"


def _keyring() -> Keyring:
    return Keyring.from_texts(settings.FIELD_KEYS, settings.LOOKUP_KEY)
