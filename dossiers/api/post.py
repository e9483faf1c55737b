"""Carriers call us: `POST partners/post/{carrier}`, in each carrier's own words.

Answered 200 only once everything is committed: whatever else is answered, the carrier calls again.
"""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from dossiers.services.shipments.track import receive_push
from portal.integrations.client import received
from portal.integrations.post.carriers import pushing
from portal.integrations.post.port import Push, Unreadable
from portal.integrations.selectors import is_on

router = Router(tags=["partners"])
LARGEST = 64 * 1024


@router.post(
    "partners/post/{carrier}",
    summary="A carrier reports where a parcel is",
    description="In the carrier’s own shape; known by its secret. 200 once it is kept.",
)
def push(request: HttpRequest, carrier: str) -> HttpResponse:
    """A carrier that is not connected here is as unknown as one that does not exist."""
    known = pushing(carrier)
    if known is None or not is_on(carrier):
        raise Http404
    call = Push(request.body, _headers(request), request.GET.dict())
    if not known.authentic(call):
        return _answered(carrier, HTTPStatus.UNAUTHORIZED, "wrong secret")
    if len(call.body) > LARGEST:
        return _answered(carrier, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too long")
    try:
        kept = receive_push(known, call)
    except Unreadable as error:
        return _answered(carrier, HTTPStatus.BAD_REQUEST, f"unreadable {error}")
    return _answered(carrier, HTTPStatus.OK, "" if kept.matched else "not our parcel")


def _headers(request: HttpRequest) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _answered(carrier: str, status: HTTPStatus, error: str) -> JsonResponse:
    received(carrier, "push", status=status, error=error)
    body = {"ok": True} if status == HTTPStatus.OK else {"ok": False, "error": error}
    return JsonResponse(body, status=status)
