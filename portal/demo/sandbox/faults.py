"""The sandbox can be told to fail, as partners do.

`POST /_sandbox/fault` with `part` (a piece of the path, empty for none), `status` and `delay`.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

LONGEST_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class Fault:
    """Paths that contain `part` answer `status` after `delay` seconds; without a part none does."""

    part: str = ""
    status: int = 503
    delay: float = 0.0


_now = {"fault": Fault()}


class FaultMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fault = _now["fault"]
        if not fault.part or fault.part not in request.path or "/_sandbox/" in request.path:
            return self.get_response(request)
        time.sleep(fault.delay)
        if fault.status == 200:
            return self.get_response(request)
        return HttpResponse("told to fail", status=fault.status, content_type="text/plain")


@csrf_exempt
def fault(request: HttpRequest) -> JsonResponse:
    """Read the fault; set it with POST."""
    if request.method == "POST":
        told = request.POST
        _now["fault"] = replace(
            Fault(),
            part=told.get("part", ""),
            status=int(told.get("status", 503)),
            delay=min(float(told.get("delay", 0)), LONGEST_DELAY),
        )
    return JsonResponse(asdict(_now["fault"]))
