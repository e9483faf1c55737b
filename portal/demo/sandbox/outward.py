"""Partners that call the portal: a payment that came in, a parcel that arrived."""

import time
from threading import Thread
from typing import Any

import httpx
from django.conf import settings

from portal.demo.sandbox.faults import Mode, fault_of
from portal.demo.sandbox.traffic import keep, text_of

SECONDS = 15
# Tests tell where their portal is; a demo's settings know.
_portal = {"address": ""}


def portal() -> str:
    """The address of the portal, without a slash at the end."""
    return _portal["address"] or settings.PORTAL_URL


def move_portal(address: str) -> None:
    """From now on the portal is there; empty: where the settings say."""
    _portal["address"] = address.rstrip("/")


def tell(partner: str, method: str, path: str, *, operation: str = "", **body: Any) -> int:
    """Call the portal now and return its status, 0 when it was not reached.

    `body` is what httpx takes (`json`, `data`, `content`, `headers`). A partner that is down says
    nothing.
    """
    if fault_of(partner).mode is Mode.DOWN:
        return 0
    began = time.monotonic()
    with httpx.Client(trust_env=False, timeout=SECONDS) as client:
        request = client.build_request(method, f"{portal()}{path}", **body)
        try:
            answer = client.send(request)
            status, words = answer.status_code, text_of(answer.content)
        except httpx.HTTPError as error:
            status, words = 0, type(error).__name__
    keep(
        partner,
        direction="OUT",
        method=method,
        path=path,
        operation=operation,
        headers={},
        request=text_of(request.content),
        status=status,
        answer=words,
        milliseconds=round((time.monotonic() - began) * 1000),
    )
    return status


def tell_later(partner: str, method: str, path: str, *, after: float = 0.0, **more: Any) -> None:
    """The same from a thread of its own, `after` seconds from now: callers do not wait for it."""

    def run() -> None:
        time.sleep(after)
        tell(partner, method, path, **more)

    Thread(target=run, daemon=True).start()
