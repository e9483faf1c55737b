"""The pages people see when something did not work. Each says what was kept and where to go."""

import sys
from datetime import datetime

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import override

RETRY_SECONDS = 120


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


def fault(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is away: the two look alike to Django, not to a reader."""
    broken = sys.exc_info()[1]
    if isinstance(broken, OperationalError | InterfaceError) and _database_is_gone():
        return maintenance(request)
    return HttpResponse(_standalone("500.html", {}), status=500)


def _database_is_gone() -> bool:
    try:
        connection.ensure_connection()
        return not connection.is_usable()
    except DatabaseError:
        return True


def maintenance(request: HttpRequest, *, until: datetime | None = None) -> HttpResponse:
    """503 without a database: planned work, with the time the portal is expected back."""
    answer = HttpResponse(_standalone("maintenance.html", {"until": until}), status=503)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _standalone(template: str, context: dict) -> str:
    """A page that needs neither session nor database; it is Vietnamese with an English part."""
    with override("vi"):
        return get_template(template).render(context)
