"""Zalo as the sandbox plays it: messages by template, tokens that are good for one refresh, calls.

The first refresh token is the secret both sides know. On the page of the telephone Zalo can be told
to let the key expire, to have no messages left, or to know nobody of that number.
"""

import json
import time
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.demo.sandbox.outward import tell_later
from portal.demo.sandbox.partners import BY_NAME, shared_secret
from portal.integrations.sms.sandbox import HABITS, LATE, MESSAGE, USUAL, show_phone
from portal.integrations.zalo.messages import SEND_PATH, TOKEN_PATH, signature

KEYS = "keys"
WEBHOOK = "/tin-nhan/zalo/"
LASTS = 90_000
CHOICES = {
    "arrive": "Báo đã đến máy ngay",
    "late": "Báo đã đến máy sau 20 giây",
    "silent": "Không bao giờ báo lại",
    "empty": "Hết hạn mức tin trong ngày",
    "nobody": "Số này không dùng Zalo",
    "expire": "Mã truy cập hết hạn ngay",
}


def routes() -> list:
    return [
        path(SEND_PATH.removeprefix("/"), send),
        path(TOKEN_PATH.removeprefix("/"), token),
        path("dien-thoai/", phone, name="zalo-phone"),
        path("tin-nhan.json", messages),
    ]


def _secret() -> str:
    return shared_secret(settings.SECRET_KEY.removeprefix("sandbox "), "zalo")


def _keys(request: HttpRequest) -> dict[str, str]:
    return request.store.get(KEYS, USUAL) or {"access": "", "refresh": _secret()}


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> JsonResponse:
    """A refresh token is used up by being used; the answer may get lost all the same."""
    request.operation = "oauth"
    if request.headers.get("secret-key") != _secret():
        return JsonResponse({"error": -14002, "error_name": "Invalid secret key"})
    given = request.POST.get("refresh_token", "")
    new = {"access": uuid.uuid4().hex, "refresh": uuid.uuid4().hex}
    with request.store.change(KEYS, USUAL) as keys:
        if given != keys.get("refresh", _secret()):
            return JsonResponse({"error": -14014, "error_name": "Invalid refresh token"})
        keys.update(new)
    answer = {"access_token": new["access"], "refresh_token": new["refresh"]}
    return JsonResponse({**answer, "expires_in": str(LASTS)})


@csrf_exempt
@require_POST
def send(request: HttpRequest) -> JsonResponse:
    request.operation = "ZNS"
    told = json.loads(request.body)
    given = request.headers.get("access-token", "")
    if not given or given != _keys(request)["access"]:
        return JsonResponse({"error": -124, "message": "Access token invalid"})
    habit = (request.store.get(HABITS, USUAL) or {}).get("choice", "arrive")
    if habit in ("empty", "nobody"):
        return JsonResponse({"error": -115 if habit == "empty" else -118, "message": "refused"})
    number = uuid.uuid4().hex
    if not request.fault.is_lying:
        text = " · ".join(f"{name}: {value}" for name, value in told["template_data"].items())
        kept = {"carrier": f"mẫu {told['template_id']}", "number": told["phone"], "text": text}
        request.store.append(MESSAGE, kept)
        if habit in ("arrive", "late"):
            _report(told["tracking_id"], number, LATE if habit == "late" else 0.5)
    quota = {"dailyQuota": "500", "remainingQuota": "499"}
    data = {"msg_id": number, "sent_time": str(int(time.time() * 1000)), "quota": quota}
    return JsonResponse({"error": 0, "message": "Success", "data": data})


def _report(tracking_id: str, number: str, after: float) -> None:
    now = str(int(time.time() * 1000))
    app_id = BY_NAME["zalo"].connectors["zalo"]["app_id"]
    message = {"delivery_time": now, "msg_id": number, "tracking_id": tracking_id}
    call = {
        "event_name": "user_received_message",
        "app_id": app_id,
        "timestamp": now,
        "message": message,
    }
    body = json.dumps(call).encode()
    headers = {
        "X-ZEvent-Signature": signature(app_id, body, now, _secret()),
        "Content-Type": "application/json",
    }
    tell_later(
        "zalo", "POST", WEBHOOK, after=after, operation="webhook", content=body, headers=headers
    )


def messages(request: HttpRequest) -> JsonResponse:
    """What arrived, the oldest first."""
    return JsonResponse({"messages": [row.data for row in request.store.read(MESSAGE)]})


def phone(request: HttpRequest) -> HttpResponse:
    def act(choice: str) -> None:
        if choice == "expire":
            keys = _keys(request) | {"access": ""}
            request.store.put(KEYS, USUAL, keys)

    return show_phone(request, "Điện thoại nhận tin Zalo", CHOICES, act)
