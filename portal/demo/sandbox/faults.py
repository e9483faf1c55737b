"""Partners can be told to be slow, to fail, to lie or to be away, as real ones are."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from django.http import HttpRequest, HttpResponse

from portal.demo.sandbox.partners import BY_NAME, IDENTITY
from portal.demo.sandbox.store import Store

LONGEST_DELAY = 60.0
OF_IDENTITY = ("identity", ".well-known", "chon-nguoi")


class Mode(StrEnum):
    OK = "ok"
    SLOW = "slow"
    FAILING = "failing"
    LYING = "lying"
    DOWN = "down"


USUAL_DELAY = {Mode.SLOW: 5.0}
USUAL_STATUS = 503


@dataclass(frozen=True, slots=True)
class Fault:
    """How a partner behaves on paths that contain `part` (empty: on all).

    SLOW answers after `delay` seconds, FAILING with `status`, DOWN hangs up without a word; LYING
    is left to the partner's own views (`request.fault.is_lying`): it says yes and does not do it.
    """

    mode: Mode = Mode.OK
    delay: float = 0.0
    status: int = USUAL_STATUS
    part: str = ""

    @property
    def is_lying(self) -> bool:
        return self.mode is Mode.LYING

    def concerns(self, path: str) -> bool:
        return self.mode is not Mode.OK and self.part in path


FINE = Fault()
_faults: dict[str, Fault] = {}
_lock = Lock()


def fault_of(partner: str) -> Fault:
    return _faults.get(partner, FINE)


def set_fault(partner: str, fault: Fault) -> None:
    with _lock:
        _faults[partner] = fault


def end_all_faults() -> None:
    with _lock:
        _faults.clear()


def parse(told: dict[str, str]) -> Fault:
    """A fault as a form or a test tells it. Raises ValueError."""
    mode = Mode(told.get("mode") or "ok")
    delay = float(told.get("delay") or USUAL_DELAY.get(mode, 0))
    status = int(told.get("status") or USUAL_STATUS)
    if not 0 <= delay <= LONGEST_DELAY or not 200 <= status <= 599:
        raise ValueError("the delay is up to a minute, the status 200 to 599")
    return Fault(mode, delay, status, told.get("part", ""))


def partner_of(path: str) -> str:
    """Whose address this is; empty for pages of the sandbox itself."""
    first = path.lstrip("/").partition("/")[0]
    if first in OF_IDENTITY:
        return IDENTITY.name
    return first if first in BY_NAME else ""


class FaultMiddleware:
    """Gives the partner's views `request.store` and `request.fault`, and does what it was told."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        partner = partner_of(request.path)
        if not partner:
            return self.get_response(request)
        fault = fault_of(partner)
        request.store = Store(partner)
        request.fault = fault = fault if fault.concerns(request.path) else FINE
        time.sleep(fault.delay)
        if fault.mode is Mode.DOWN:
            return _hung_up(request)
        if fault.mode is Mode.FAILING:
            words = "Hệ thống đang được bảo trì."
            return HttpResponse(words, status=fault.status, content_type="text/plain")
        return self.get_response(request)


def _hung_up(request: HttpRequest) -> HttpResponse:
    """The caller's line is cut; the answer below reaches nobody but the page of the traffic."""
    request.META["sandbox.line"].shutdown(socket.SHUT_RDWR)
    return HttpResponse(status=503)
