"""One HTTP call to another authority's system, which is trusted with nothing.

No redirect is followed, no proxy taken from the environment, certificates are verified, and both
the time and the answer have an end, however the other side dawdles.
"""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Timer
from time import monotonic
from typing import Any

import httpx

from portal.integrations.troubles import Trouble

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
# What `call` hands on to httpx.
Body = Mapping[str, Any]


class Failed(Exception):
    """No answer that can be used; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    encoding: str


class Plug:
    """Pulled when the whole call takes too long: a time-out of httpx begins anew with every byte.

    Learns of the connection from httpx (extension `trace`) and shuts its socket from a thread.
    """

    def __init__(self, seconds: float) -> None:
        self.until = monotonic() + seconds
        self.pulled = False
        self._timer: Timer | None = None

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            door = info["return_value"].get_extra_info("socket")
            self._timer = Timer(max(0.0, self.until - monotonic()), self._pull, [door])
            self._timer.daemon = True
            self._timer.start()

    def _pull(self, door: socket.socket) -> None:
        self.pulled = True
        # Closed meanwhile: then there is nothing left to end.
        if door.fileno() != -1:
            door.shutdown(socket.SHUT_RDWR)

    def leave(self) -> None:
        if self._timer:
            self._timer.cancel()


@cache
def _trust(authorities: str) -> ssl.SSLContext:
    """Certificates of the system, or of a file that the settings name."""
    return ssl.create_default_context(cafile=authorities or None)


def ask(
    method: str, url: str, body: Body, *, seconds: float, largest: int, authorities: str = ""
) -> Raw:
    """Make the call; at most `seconds` for all of it, at most `largest` bytes. Raises Failed."""
    plug = Plug(seconds)
    limits = httpx.Timeout(min(READ_SECONDS, seconds), connect=min(CONNECT_SECONDS, seconds))
    try:
        with (
            httpx.Client(trust_env=False, verify=_trust(authorities), timeout=limits) as client,
            client.stream(method, url, extensions={"trace": plug.trace}, **body) as answer,
        ):
            content = _content(answer, largest)
            return Raw(answer.status_code, answer.headers, content, answer.charset_encoding or "")
    except httpx.HTTPError as error:
        raise Failed(Trouble.TIMEOUT if plug.pulled else _trouble(error)) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise Failed(Trouble.MALFORMED) from error
    finally:
        plug.leave()


def _content(answer: httpx.Response, largest: int) -> bytes:
    """The body, unpacked; measured as it comes, so that a small one cannot unfold without end."""
    found = bytearray()
    for piece in answer.iter_bytes(64 * 1024):
        found += piece
        if len(found) > largest:
            raise Failed(Trouble.TOO_LONG)
    return bytes(found)


def _trouble(error: httpx.HTTPError) -> Trouble:
    if isinstance(error, httpx.TimeoutException):
        return Trouble.TIMEOUT
    if isinstance(error, httpx.ConnectError):
        is_untrusted = isinstance(_root(error), ssl.SSLCertVerificationError)
        return Trouble.UNTRUSTED if is_untrusted else Trouble.NO_CONNECTION
    if isinstance(error, httpx.UnsupportedProtocol):
        return Trouble.MALFORMED
    if isinstance(error, httpx.DecodingError):
        return Trouble.UNREADABLE
    return Trouble.CUT_OFF


def _root(error: BaseException) -> BaseException:
    while under := error.__cause__ or error.__context__:
        error = under
    return error
