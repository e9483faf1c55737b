"""What goes to a partner and comes back, kept for its page and for tests. All of it is invented."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.demo.sandbox.faults import fault_of, partner_of
from portal.demo.sandbox.store import Store, era

KIND = "traffic"
KEPT = 500
LONGEST_BODY = 20_000
# What tells something about the call; the rest is the same in each.
HEADERS = ("authorization", "content-type", "dstcode", "token", "access_token", "x-signature")


def keep(partner: str, **told: Any) -> None:
    """Add an exchange: `direction` is IN for calls to the partner, OUT for the partner's own."""
    store = Store(partner)
    if store.append(KIND, {"mode": fault_of(partner).mode, **told}) % 50 == 0:
        store.trim(KIND, KEPT)


def text_of(body: bytes) -> str:
    """A body for people: JSON set out in lines, what is no text only measured, the end cut."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return f"({len(body)} byte, không phải chữ)"
    with suppress(ValueError):
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    return text if len(text) <= LONGEST_BODY else f"{text[:LONGEST_BODY]}…"


class TrafficMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        partner = partner_of(request.path)
        if not partner or partner == "identity" and request.path.startswith("/chon-nguoi/"):
            return self.get_response(request)
        asked = text_of(request.body)
        began, started_in = time.monotonic(), era()
        response = self.get_response(request)
        if era() != started_in:
            return response
        keep(
            partner,
            mode=request.fault.mode,
            direction="IN",
            method=request.method,
            path=request.get_full_path(),
            operation=getattr(request, "operation", ""),
            headers={name: request.headers[name] for name in HEADERS if name in request.headers},
            request=asked,
            status=response.status_code,
            answer="" if response.streaming else text_of(response.content),
            milliseconds=round((time.monotonic() - began) * 1000),
        )
        return response
