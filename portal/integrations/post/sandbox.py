"""The carriers as the sandbox plays them: orders, tracking, pushes, a page to move parcels along.

One is asked what happened (VNPost), two call the portal, each in its own shape. On the page of
parcels every state can be reported: in order, twice, late, failed, lost. A carrier told to lie says
that it has an order and keeps nothing.
"""

import json
import time
from datetime import datetime
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.demo.sandbox.outward import tell
from portal.demo.sandbox.partners import shared_secret
from portal.integrations.post.codes import ALREADY, GHN, GHTK, GOOD, PAGE
from portal.integrations.post.codes import VNPOST as STATUSES
from portal.integrations.post.port import Scan
from portal.integrations.post.values import VIETNAM

NAME, PARCEL, SCAN, TOKEN = "post", "parcel", "scan", "token"
PUSH = "/api/v1/partners/post/"
TRIES, APART = 10, 5.0
"""A courier calls until it is answered 200, ten times at most, seconds apart."""
TOKEN_SECONDS = 300
WORDS = {
    Scan.ACCEPTED: "Đã nhận đơn",
    Scan.COLLECTING: "Đang đến lấy",
    Scan.MISSED: "Đến lấy không gặp",
    Scan.COLLECTED: "Đã lấy",
    Scan.IN_TRANSIT: "Đang chuyển",
    Scan.FAILED: "Phát không thành công",
    Scan.RETURNED: "Đã chuyển hoàn",
    Scan.LOST: "Thất lạc",
    Scan.DELIVERED: "Đã phát",
}
JUMBLED = (Scan.DELIVERED, Scan.IN_TRANSIT, Scan.COLLECTED)


def routes() -> list:
    ghn, ghtk = "ghn/shiip/public-api/v2/", "ghtk/services/shipment/"
    return [
        path("vnpost/token", vnpost_token),
        path("vnpost/orders", vnpost_order),
        path("vnpost/orders/cancel", vnpost_cancel),
        path("vnpost/tracking", vnpost_tracking),
        path(f"{ghn}shipping-order/create", ghn_order),
        path(f"{ghn}shipping-order/detail-by-client-code", ghn_detail),
        path(f"{ghn}switch-status/cancel", ghn_cancel),
        path(f"{ghtk}order", ghtk_order),
        path(f"{ghtk}cancel/partner_id:<path:key>", ghtk_cancel),
        path("kien/", parcels, name="post-parcels"),
    ]


def _secret(carrier: str) -> str:
    return shared_secret(settings.SECRET_KEY.removeprefix("sandbox "), carrier)


@csrf_exempt
@require_POST
def vnpost_token(request: HttpRequest) -> JsonResponse:
    request.operation = "token"
    if request.POST.get("client_secret") != _secret("vnpost"):
        return JsonResponse({"error": "invalid_client"}, status=401)
    number = request.store.append(TOKEN, {"until": time.time() + TOKEN_SECONDS})
    return JsonResponse({"access_token": f"token-{number}", "expires_in": TOKEN_SECONDS})


def _is_let_in(request: HttpRequest) -> bool:
    """The last token given, while it is good: an older one is forgotten."""
    last = request.store.read(TOKEN, last=1)
    told = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(last) and told == f"token-{last[0].id}" and last[0].data["until"] > time.time()


@csrf_exempt
@require_POST
def vnpost_order(request: HttpRequest) -> JsonResponse:
    request.operation = "order"
    if not _is_let_in(request):
        return JsonResponse({"Status": "401"}, status=401)
    told = json.loads(request.body)
    if not all(told.get(name) for name in ("orderNumber", "receiverProvince", "senderProvince")):
        return JsonResponse({"Status": "102", "Message": "Thieu thong tin"})
    is_new = _keep(request, "vnpost", told["orderNumber"], told, told.get("ItemCode", ""))
    status = GOOD if is_new else ALREADY
    return JsonResponse({"Status": status, "ItemCode": told.get("ItemCode", "")})


@csrf_exempt
@require_POST
def vnpost_cancel(request: HttpRequest) -> JsonResponse:
    request.operation = "cancel"
    if not _is_let_in(request):
        return JsonResponse({"Status": "401"}, status=401)
    key = json.loads(request.body).get("orderNumber", "")
    known = request.store.get(PARCEL, f"vnpost/{key}") is not None
    if known:
        _report(request.store, "vnpost", key, Scan.CANCELLED)
    return JsonResponse({"Status": GOOD if known else "103"})


@csrf_exempt
@require_POST
def vnpost_tracking(request: HttpRequest) -> JsonResponse:
    """What happened after `lastId`, at most a page."""
    request.operation = "track"
    if not _is_let_in(request):
        return JsonResponse({"Status": "401"}, status=401)
    told = json.loads(request.body)
    after, limit = int(told.get("lastId") or 0), min(int(told.get("limit") or PAGE), PAGE)
    rows = [row for row in request.store.read(SCAN, last=100_000) if row.id > after][:limit]
    data = [{"Id": f"{row.id:024}", **row.data} for row in rows]
    return JsonResponse({"Status": GOOD, "data": data})


@csrf_exempt
@require_POST
def ghn_order(request: HttpRequest) -> JsonResponse:
    request.operation = "order"
    if request.headers.get("Token") != _secret("ghn"):
        return JsonResponse({"code": 401, "message": "Token"}, status=401)
    told = json.loads(request.body)
    key = told["client_order_code"]
    number = _number("GHN", request)
    if not _keep(request, "ghn", key, told, number):
        refusal = {"code": 400, "code_message": "CLIENT_ORDER_CODE_EXISTED"}
        return JsonResponse(refusal, status=400)
    return JsonResponse({"code": 200, "data": {"order_code": number, "total_fee": 22_000}})


@csrf_exempt
@require_POST
def ghn_detail(request: HttpRequest) -> JsonResponse:
    request.operation = "detail"
    key = json.loads(request.body).get("client_order_code", "")
    found = request.store.get(PARCEL, f"ghn/{key}")
    if found is None:
        return JsonResponse({"code": 400, "message": "not found"}, status=400)
    return JsonResponse({"code": 200, "data": {"order_code": found["number"]}})


@csrf_exempt
@require_POST
def ghn_cancel(request: HttpRequest) -> JsonResponse:
    request.operation = "cancel"
    return JsonResponse({"code": 200, "data": [{"result": True}]})


@csrf_exempt
@require_POST
def ghtk_order(request: HttpRequest) -> JsonResponse:
    request.operation = "order"
    if request.headers.get("Token") != _secret("ghtk"):
        return JsonResponse({"success": False}, status=401)
    told = json.loads(request.body)["order"]
    key, number = told["id"], _number("S99.", request)
    if not _keep(request, "ghtk", key, told, number):
        kept = request.store.get(PARCEL, f"ghtk/{key}") or {}
        error = {"code": "ORDER_ID_EXIST", "partner_id": key, "ghtk_label": kept.get("number")}
        return JsonResponse({"success": False, "error": error})
    order = {"partner_id": key, "label": number, "fee": "22000", "status_id": 1}
    return JsonResponse({"success": True, "order": order})


@csrf_exempt
@require_POST
def ghtk_cancel(request: HttpRequest, key: str) -> JsonResponse:
    request.operation = "cancel"
    known = request.store.get(PARCEL, f"ghtk/{key}") is not None
    return JsonResponse({"success": known})


def _number(start: str, request: HttpRequest) -> str:
    return f"{start}{request.store.append('number', {}):08}"


def _keep(request: HttpRequest, carrier: str, key: str, told: dict[str, Any], number: str) -> bool:
    """Whether the order is new. One that lies takes it and forgets it."""
    if request.fault.is_lying:
        return True
    parcel = {"carrier": carrier, "key": key, "number": number, "order": told, "scans": []}
    return request.store.add(PARCEL, f"{carrier}/{key}", parcel)


def parcels(request: HttpRequest) -> HttpResponse:
    """Every parcel with its buttons; what is pressed is reported as this carrier does."""
    if request.method == "POST":
        _press(request)
        return redirect(request.path)
    rows = [row.data for row in request.store.read(PARCEL)]
    shown = [row | {"words": [WORDS.get(each, each) for each in row["scans"]]} for row in rows]
    context = {"parcels": shown[::-1], "choices": [(scan.value, WORDS[scan]) for scan in WORDS]}
    return render(request, "post_parcels.html", context)


def _press(request: HttpRequest) -> None:
    """`parcel` and `action`: one scan, `twice:` the last one again, `jumbled` three in disorder."""
    carrier, _slash, key = request.POST.get("parcel", "").partition("/")
    found = request.store.get(PARCEL, f"{carrier}/{key}")
    if found is None:
        return
    action = request.POST.get("action", "")
    if action == "jumbled":
        scans = list(JUMBLED)
    elif action == "twice":
        scans = [Scan(each) for each in found["scans"][-1:]]
    else:
        scans = [Scan(action)] if action in WORDS else []
    for scan in scans:
        _report(request.store, carrier, key, scan, again=action == "twice")


def _report(store: Any, carrier: str, key: str, scan: Scan, *, again: bool = False) -> None:
    with store.change(PARCEL, f"{carrier}/{key}") as parcel:
        if not again:
            parcel["scans"].append(scan.value)
            parcel["at"] = datetime.now(VIETNAM).isoformat(timespec="seconds")
        told = dict(parcel)
    if carrier == "vnpost":
        store.append(SCAN, _as_vnpost(told, scan))
    else:
        shape = _as_ghn if carrier == "ghn" else _as_ghtk
        Thread(target=_push, args=(carrier, shape(told, scan)), daemon=True).start()


def _code(statuses: dict[str, Scan], scan: Scan) -> str:
    return next(code for code, means in statuses.items() if means is scan)


def _cod(parcel: dict[str, Any], scan: Scan) -> int | None:
    order = parcel["order"]
    asked = order.get("codAmount") or order.get("cod_amount") or order.get("pick_money") or 0
    return int(asked) if scan is Scan.DELIVERED else None


def _reason(scan: Scan) -> str:
    return "Không gặp người nhận, không liên lạc được" if scan is Scan.FAILED else ""


def _as_vnpost(parcel: dict[str, Any], scan: Scan) -> dict[str, Any]:
    return {
        "OrderNumber": parcel["key"],
        "ItemCode": parcel["number"],
        "StatusCode": _code(STATUSES, scan),
        "StatusName": WORDS.get(scan, scan.value),
        "StatusDate": parcel["at"],
        "PosName": "Bưu cục Minh Hà",
        "Reason": _reason(scan),
        "CODCollected": _cod(parcel, scan),
    }


def _as_ghn(parcel: dict[str, Any], scan: Scan) -> dict[str, Any]:
    known = {scan: code for code, scan in reversed(GHN.items())}
    body = {
        "Type": "switch_status",
        "ClientOrderCode": parcel["key"],
        "OrderCode": parcel["number"],
        "Status": known.get(scan, "picking"),
        "Time": parcel["at"],
        "Warehouse": "Kho Minh Hà",
        "Reason": _reason(scan),
        "CODAmount": _cod(parcel, scan) or 0,
    }
    return {"path": f"{PUSH}ghn", "json": body, "headers": {"Token": _secret("ghn")}}


def _as_ghtk(parcel: dict[str, Any], scan: Scan) -> dict[str, Any]:
    body = {
        "partner_id": parcel["key"],
        "label_id": parcel["number"],
        "status_id": _code(GHTK, scan),
        "action_time": parcel["at"],
        "reason_code": "",
        "reason": _reason(scan),
        "weight": "0.08",
        "fee": "22000",
        "pick_money": str(_cod(parcel, scan) or 0),
        "return_part_package": "0",
    }
    where = f"{PUSH}ghtk?{urlencode({'hash': _secret('ghtk')})}"
    return {"path": where, "data": body}


def _push(carrier: str, told: dict[str, Any]) -> None:
    """Called again until the portal answers 200."""
    where = told.pop("path")
    for _try in range(TRIES):
        if tell(NAME, "POST", where, operation=f"{carrier} push", **told) == 200:
            return
        time.sleep(APART)
