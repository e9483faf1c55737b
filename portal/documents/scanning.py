"""The virus scanner as a port: a null adapter by default, ClamAV when CLAMD names one."""

import io
from typing import Protocol
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

from portal.documents.workflow import Scan

SECONDS = 30


class Scanner(Protocol):
    def scan(self, data: bytes) -> Scan: ...


class NoScanner:
    """No scanner on this system: files are kept and say so."""

    def scan(self, data: bytes) -> Scan:
        return Scan.UNSCANNED


class Clamd:
    """ClamAV's daemon at `unix:/path` or `tcp://host:port`, asked with INSTREAM.

    An answer that is neither clean nor found leaves the file waiting: it is asked again later.
    """

    def __init__(self, address: str):
        self._address = urlsplit(address)

    def _client(self) -> ClamdNetworkSocket | ClamdUnixSocket:
        if self._address.scheme == "unix":
            return ClamdUnixSocket(self._address.path, SECONDS)
        return ClamdNetworkSocket(self._address.hostname, self._address.port or 3310, SECONDS)

    def scan(self, data: bytes) -> Scan:
        try:
            verdict, _detail = self._client().instream(io.BytesIO(data))["stream"]
        except (ClamdError, OSError, KeyError, ValueError):
            return Scan.PENDING
        return {"OK": Scan.CLEAN, "FOUND": Scan.INFECTED}.get(verdict, Scan.PENDING)


def scanner() -> Scanner:
    return Clamd(settings.CLAMD) if settings.CLAMD else NoScanner()
