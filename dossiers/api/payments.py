"""`POST partners/payments/ipn`: the payment platform says how a payment ended."""

import json

from django.http import Http404, HttpRequest, JsonResponse, RawPostDataException
from django.utils import timezone
from ninja import Router
from ninja.errors import Throttled

from dossiers.services.money.platform import receive_notification
from portal.accounts.limits import LimitReached, hit
from portal.integrations.client import received
from portal.integrations.payments.answers import Code
from portal.integrations.payments.client import credentials
from portal.integrations.payments.connector import NAME
from portal.integrations.payments.messages import (
    Acknowledgement,
    Malformed,
    Notification,
    stamp,
)
from portal.kernel.numbers import whole_number

router = Router(tags=["partners"])
LARGEST = 32 * 1024


@router.post("partners/payments/ipn", summary="Result of a payment, told by the platform")
def notify(request: HttpRequest) -> JsonResponse:
    """Answered with `MaLoi`, `MoTaLoi` and a secure code; 200 whenever the message could be read.

    The code is "00" once the payment is in the ledger, also for a repeat. Without a connected
    platform there is no such address.
    """
    partner, secret = credentials()
    if not secret:
        raise Http404
    try:
        hit("payment_notice", request.client_address)
    except LimitReached as reached:
        raise Throttled(wait=reached.retry_after) from reached
    try:
        code, message = _take(request, partner, secret)
    except Malformed:
        received(NAME, "IPN", status=400, error=Code.MALFORMED)
        return JsonResponse(_answer(Code.MALFORMED, None, partner, secret), status=400)
    error = "" if code == Code.GOOD else code
    received(NAME, "IPN", about=message.reference[:40], status=200, error=error)
    believed = message if code != Code.WRONG_CODE else None
    return JsonResponse(_answer(code, believed, partner, secret))


def _take(request: HttpRequest, partner: str, secret: str) -> tuple[Code, Notification]:
    if whole_number(request.headers.get("Content-Length")) > LARGEST:
        raise Malformed("body")
    if request.content_type == "application/x-www-form-urlencoded":
        return receive_notification(json.dumps(request.POST.dict()), partner=partner, secret=secret)
    try:
        text = request.body.decode()
    except (UnicodeDecodeError, RawPostDataException) as error:
        raise Malformed("body") from error
    return receive_notification(text, partner=partner, secret=secret)


def _answer(code: Code, message: Notification | None, partner: str, secret: str) -> dict[str, str]:
    """Signed, and so without a word of a message that is not the platform's: whoever could have
    words of his own signed would have a secure code for a payment that never was.
    """
    return Acknowledgement(
        error=code,
        words=code.words,
        partner=partner,
        reference=message.reference if message else "",
        at=stamp(timezone.now()),
    ).body(secret)
