"""Carriers' calls. Each is recognised before it is read, kept once, and answered soon.

Answers never say whether a delivery exists: a wrong code and an unknown delivery are both 404.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.integrations.client import received
from portal.integrations.zalo.messages import arrival_of
from portal.messaging.callbacks import is_code
from portal.messaging.services import Told
from portal.messaging.services import report as note_report

LARGEST = 16 * 1024
ESMS_ARRIVED = "5"
ESMS_FAILED = frozenset("46")


@csrf_exempt
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, carrier: str, public_id: UUID, code: str) -> HttpResponse:
    """eSMS's `CallbackUrl`: `SendStatus` 5 arrived, 4 and 6 did not, others are on the way."""
    if carrier != "esms" or not is_code(code, carrier, public_id):
        raise Http404
    fields: Mapping[str, str] = request.POST if request.method == "POST" else request.GET
    status = fields.get("SendStatus", "")[:20]
    if status != ESMS_ARRIVED and status not in ESMS_FAILED:
        return _answer("esms", "report", public_id, 200)
    reference = fields.get("SMSID", "")[:100]
    told = Told(
        carrier="esms",
        arrived=status == ESMS_ARRIVED,
        code=status,
        reference=reference,
        happened_at=timezone.now(),
        raw=hashlib.sha256(f"{status}\0{reference}".encode()).digest(),
    )
    return _noted("report", public_id, told)


@csrf_exempt
@require_http_methods(["POST"])
def zalo(request: HttpRequest) -> HttpResponse:
    """Zalo's webhook: signed with the secret of our account."""
    account = settings.CONNECTORS.get("zalo", {})
    secret = account.get("oa_secret") or account.get("secret", "")
    body = _body(request)
    if not secret or body is None:
        raise Http404
    given = request.headers.get("X-ZEvent-Signature", "")
    try:
        arrival = arrival_of(body, given, account.get("app_id", ""), secret)
    except ValueError:
        received("zalo", "webhook", status=403, error="signature")
        return JsonResponse({"error": "signature"}, status=403)
    if arrival is None:
        return JsonResponse({"error": 0})
    told = Told(
        carrier="zalo",
        arrived=True,
        code="received",
        reference=arrival.reference,
        happened_at=_moment(arrival.milliseconds),
        raw=body,
    )
    return _noted("webhook", _uuid(arrival.tracking_id), told)


def _noted(operation: str, public_id: UUID | None, told: Told) -> HttpResponse:
    """Note the report. While a worker holds the delivery the carrier is asked to call again."""
    if public_id is None:
        raise Http404
    try:
        known = note_report(public_id=public_id, told=told)
    except OperationalError:
        answer = _answer(told.carrier, operation, public_id, 503)
        answer["Retry-After"] = "5"
        return answer
    return _answer(told.carrier, operation, public_id, 200 if known else 404)


def _answer(carrier: str, operation: str, public_id: UUID, status: int) -> HttpResponse:
    received(carrier, operation, about=f"delivery:{public_id}", status=status)
    return JsonResponse({"error": 0 if status == 200 else status}, status=status)


def _body(request: HttpRequest) -> bytes | None:
    """The body, unless it is longer than any call of a carrier."""
    try:
        length = int(request.headers.get("Content-Length") or 0)
        return request.body if length <= LARGEST else None
    except (ValueError, RawPostDataException):
        return None


def _moment(milliseconds: int) -> datetime:
    """Zalo's clock; now, when it says what no clock says."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return timezone.now()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
