"""The pages people see when something did not work. Each says what was kept and where to go."""

from datetime import datetime

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, DisallowedHost):  # a scanner; a page would need the host for its links
        return HttpResponse(status=400)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def conflict(
    request: HttpRequest,
    *,
    what: str,
    url: str,
    by: str = "",
    at: datetime | None = None,
    kept: str = "",
) -> HttpResponse:
    """409: somebody was faster. `what` they did, `url` to the thing as it is now."""
    shown = {"what": what, "url": url, "by": by, "at": at, "kept": kept}
    return render(request, "409.html", shown, status=409)


def too_many_requests(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """429: the reader, or somebody at the same address, asked too often; try again in `seconds`."""
    answer = render(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def maintenance(request: HttpRequest, *, until: datetime | None = None) -> HttpResponse:
    """503 without a database: planned work, with the time the portal is expected back."""
    answer = HttpResponse(status=503)
    answer.write(_standalone("maintenance.html", {"until": until}))
    return answer


def _standalone(template: str, context: dict) -> str:
    """A page that needs neither session nor database, and so no context processor."""
    return get_template(template).render(context)
