"""The payment platform as the sandbox plays it: pages to pay on, notifications, questions, bills.

On its page the payer chooses what happens: paid as asked, paid less, paid twice, cancelled, or paid
without telling anybody. A platform told to lie takes half the money and calls it paid.
"""

import json
import time
import uuid
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.demo.sandbox.outward import portal, tell_later
from portal.demo.sandbox.partners import BY_NAME, shared_secret
from portal.integrations.payments.messages import (
    CURRENCY,
    GOOD,
    Init,
    InitAnswer,
    Message,
    Notification,
    Query,
    QueryAnswer,
    dong,
)

NAME = "payments"
PAYMENT = "payment"
IPN = "/api/v1/partners/payments/ipn"
CHOICES = {
    "right": "Trả đúng số tiền",
    "less": "Trả thiếu một nửa",
    "twice": "Trả hai lần",
    "silent": "Trả đúng nhưng không báo cho cổng",
    "late": "Trả đúng, báo cho cổng sau 30 giây",
    "forged": "Trả đúng, nhưng thông báo bị ký sai",
    "cancel": "Hủy, không trả",
}
DONE, PENDING, FAILED = QueryAnswer.DONE, QueryAnswer.PENDING, QueryAnswer.FAILED
LATE = 30.0


def routes() -> list:
    return [
        path("init", init),
        path("query", query),
        path("bill", bill),
        path("list", day_list),
        path("thanh-toan/<str:reference>/", pay, name="payments-pay"),
    ]


def secret() -> str:
    return shared_secret(settings.SECRET_KEY.removeprefix("sandbox "), NAME)


def us() -> str:
    return BY_NAME[NAME].connectors[NAME]["partner"]


@csrf_exempt
@require_POST
def init(request: HttpRequest) -> JsonResponse:
    """INIT: the same reference again gives the same page."""
    request.operation = "INIT"
    body = json.loads(request.body)
    message = Init.read(body)
    if not message.is_genuine(secret()) or message.partner != us():
        return _say(InitAnswer, error="97", words="Sai ma xac thuc", reference=message.reference)
    bill_of = body.get("ThongTinBienLai", {})
    kept = {"amount": message.amount, "status": PENDING, "bill": bill_of, "paid": []}
    request.store.add(PAYMENT, message.reference, kept)
    url = request.build_absolute_uri(f"thanh-toan/{message.reference}/")
    return _say(InitAnswer, error=GOOD, words="OK", reference=message.reference, url=url)


def pay(request: HttpRequest, reference: str) -> HttpResponse:
    """The page on which people pay, or do something else."""
    found = request.store.get(PAYMENT, reference)
    if found is None:
        raise Http404
    choice = request.POST.get("action", "")
    if request.method == "POST" and choice in CHOICES and found["status"] == PENDING:
        _act(request, reference, choice)
        return redirect(f"{portal()}/ho-so/thanh-toan/ve/?MaThamChieu={reference}")
    context = {
        "reference": reference,
        "amount": f"{int(found['amount']):,}".replace(",", "."),
        "bill": found["bill"],
        "choices": CHOICES.items(),
        "is_open": found["status"] == PENDING,
        "portal": portal(),
    }
    return render(request, "pay.html", context)


def _act(request: HttpRequest, reference: str, choice: str) -> None:
    with request.store.change(PAYMENT, reference) as found:
        asked = dong(found["amount"])
        found["status"] = FAILED if choice == "cancel" else DONE
        amount = asked / 2 if choice == "less" or request.fault.is_lying else asked
        times = {"cancel": 0, "twice": 2}.get(choice, 1)
        found["paid"] = [_transaction(amount) for _each in range(times)]
        told = list(found["paid"])
    if choice == "silent":
        return
    if choice == "cancel":
        _tell(reference, "24", {"amount": str(int(asked)), "transaction": ""})
    for each in told:
        after = LATE if choice == "late" else 0.0
        _tell(reference, GOOD, each, forged=choice == "forged", after=after)
    if choice == "right":
        # Platforms repeat themselves; the second time must change nothing.
        _tell(reference, GOOD, told[0], after=1.0)


def _transaction(amount: Decimal) -> dict[str, str]:
    return {"amount": str(int(amount)), "transaction": f"GD{uuid.uuid4().int % 10**12:012}"}


def _tell(
    reference: str, error: str, paid: dict[str, str], *, forged: bool = False, after: float = 0.0
) -> None:
    message = Notification(
        kind="IPN",
        error=error,
        partner=us(),
        reference=reference,
        amount=paid["amount"],
        currency=CURRENCY,
        transaction=paid["transaction"],
        bank="NHGL",
        at=_now(),
        about="Nop phi le phi",
    )
    body = message.body("another secret" if forged else secret())
    tell_later(NAME, "POST", IPN, after=after, operation="IPN", json=body)


@csrf_exempt
@require_POST
def query(request: HttpRequest) -> JsonResponse:
    """QUERY: 1 done, 3 pending, 4 failed. One that lies knows nothing of what it told."""
    request.operation = "QUERY"
    message = Query.read(json.loads(request.body))
    found = request.store.get(PAYMENT, message.reference)
    if not message.is_genuine(secret()) or found is None:
        return _say(QueryAnswer, error="01", reference=message.reference)
    paid = found["paid"][0] if found["paid"] else {"amount": found["amount"], "transaction": ""}
    status = FAILED if request.fault.is_lying else found["status"]
    return _say(
        QueryAnswer,
        error=GOOD,
        reference=message.reference,
        amount=paid["amount"],
        currency=CURRENCY,
        transaction=paid["transaction"],
        bank="NHGL",
        at=_now(),
        status=status,
    )


@csrf_exempt
@require_POST
def bill(request: HttpRequest) -> HttpResponse:
    """GET_BILL: a receipt of one line, as PDF."""
    request.operation = "GET_BILL"
    message = Query.read(json.loads(request.body))
    found = request.store.get(PAYMENT, message.reference)
    if not message.is_genuine(secret()) or found is None or not found["paid"]:
        raise Http404
    return HttpResponse(_pdf(f"BIEN LAI {message.reference}"), content_type="application/pdf")


@csrf_exempt
@require_POST
def day_list(request: HttpRequest) -> JsonResponse:
    """GET_LIST: everything paid on a day. One that lies leaves out the last."""
    request.operation = "GET_LIST"
    message = Query.read(json.loads(request.body))
    if not message.is_genuine(secret()):
        return JsonResponse({"MaLoi": "97"}, status=403)
    rows = []
    for record in request.store.read(PAYMENT):
        day = time.strftime("%Y%m%d", time.gmtime(record.at + 7 * 3600))
        for paid in record.data["paid"] if day == message.reference else ():
            rows.append(_row(record.key, record.data, paid))
    return JsonResponse({"MaLoi": GOOD, "DanhSach": rows[:-1] if request.fault.is_lying else rows})


def _row(reference: str, found: dict[str, Any], paid: dict[str, str]) -> dict[str, str]:
    return {
        "MaThamChieu": reference,
        "MaGiaoDich": paid["transaction"],
        "SoTien": paid["amount"],
        "MaDonVi": found["bill"].get("MaDonVi", ""),
    }


def _say(kind: type[Message], **told: str) -> JsonResponse:
    values = {name: told.get(name, "") for name in kind.FIELDS} | {"partner": us()}
    return JsonResponse(kind(**values).body(secret()))


def _now() -> str:
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(time.time() + 7 * 3600))


def _pdf(words: str) -> bytes:
    """The smallest page that says one line."""
    text = f"BT /F1 18 Tf 40 100 Td ({words}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + table
    return made + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % end
