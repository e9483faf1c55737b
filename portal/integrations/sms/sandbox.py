"""Carriers of text messages as the sandbox plays them, and the telephone on which they arrive.

Each answers in its own way to `POST` and keeps what it took; `dien-thoai/` shows the messages by
number. On its page a carrier is told what becomes of them: reports at once, late, never, or that
the phone was off; an empty account; a lie, which takes a message and sends it nowhere.
"""

import json
import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.demo.sandbox.outward import tell_later
from portal.demo.sandbox.partners import shared_secret
from portal.integrations.sms import esms, viettel, vnpt

MESSAGE, HABITS, USUAL = "message", "habits", "usual"
ARRIVED, PHONE_OFF = "5", "4"
CHOICES = {
    "arrive": "Báo đã đến máy ngay",
    "late": "Báo đã đến máy sau 20 giây",
    "silent": "Không bao giờ báo lại",
    "phone_off": "Báo không đến được: máy tắt",
    "empty": "Từ chối: tài khoản hết tiền",
}
LATE = 20.0
FIELD = re.compile(r"<(ReceiverID|Content|User|Password)>(.*?)</\1>", re.S)


def routes() -> list:
    return [
        path(f"esms{esms.PATH}", by_esms),
        path(f"viettel{viettel.PATH}", by_viettel),
        path(f"vnpt{vnpt.PATH}", by_vnpt),
        path("dien-thoai/", phone, name="sms-phone"),
        path("tin-nhan.json", messages),
    ]


def _secret(name: str) -> str:
    return shared_secret(settings.SECRET_KEY.removeprefix("sandbox "), name)


def _habit(request: HttpRequest) -> str:
    return (request.store.get(HABITS, USUAL) or {}).get("choice", "arrive")


def _take(request: HttpRequest, carrier: str, number: str, text: str, key: str = "") -> bool:
    """Keep the message; False when this key was taken before. One that lies keeps nothing."""
    if request.fault.is_lying:
        return True
    told = {"carrier": carrier, "number": number, "text": text}
    return request.store.add(MESSAGE, key or str(uuid.uuid4()), told)


@csrf_exempt
@require_POST
def by_esms(request: HttpRequest) -> JsonResponse:
    request.operation = "eSMS"
    told = json.loads(request.body)
    if told.get("SecretKey") != _secret("esms"):
        return JsonResponse({"CodeResult": "101", "ErrorMessage": "Authorize Failed"})
    habit, key = _habit(request), told.get("RequestId", "")
    if habit == "empty":
        return JsonResponse({"CodeResult": "103", "ErrorMessage": "Balance not enough"})
    if not _take(request, "esms", told["Phone"], told["Content"], key):
        return JsonResponse({"CodeResult": "124", "ErrorMessage": "RequestId is exists"})
    number = uuid.uuid4().hex
    if told.get("CallbackUrl") and not request.fault.is_lying:
        _report(told["CallbackUrl"], habit, number, key)
    return JsonResponse({"CodeResult": "100", "CountRegenerate": 0, "SMSID": number})


def _report(address: str, habit: str, number: str, key: str) -> None:
    if habit not in ("arrive", "late", "phone_off"):
        return
    status = PHONE_OFF if habit == "phone_off" else ARRIVED
    tell_later(
        "sms",
        "POST",
        "/" + address.split("/", 3)[3],
        after=LATE if habit == "late" else 0.5,
        operation="CallbackUrl",
        data={"SMSID": number, "SendStatus": status, "RequestId": key, "TypeId": "2"},
    )


@csrf_exempt
@require_POST
def by_viettel(request: HttpRequest) -> HttpResponse:
    request.operation = "wsCpMt"
    told = dict(FIELD.findall(request.body.decode()))
    refused = told.get("Password") != _secret("viettel") or _habit(request) == "empty"
    if not refused:
        _take(request, "viettel", told.get("ReceiverID", ""), told.get("Content", ""))
    return HttpResponse(_soap("0" if refused else "1"), content_type="text/xml; charset=utf-8")


def _soap(result: str) -> str:
    return (
        '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>'
        '<ns2:wsCpMtResponse xmlns:ns2="http://impl.bulkSms.ws/"><return><message/>'
        f"<result>{result}</result></return></ns2:wsCpMtResponse></S:Body></S:Envelope>"
    )


@csrf_exempt
@require_POST
def by_vnpt(request: HttpRequest) -> JsonResponse:
    request.operation = "send_sms_list"
    told = json.loads(request.body)["RQST"]
    error = "0"
    if told.get("APIPASS") != _secret("vnpt"):
        error = "1"
    elif _habit(request) == "empty":
        error = "8"
    else:
        _take(request, "vnpt", told["MOBILELIST"], told["PARAMS"][0]["CONTENT"])
    return JsonResponse({"RPLY": {"name": "send_sms_list", "ERROR": error, "ERROR_DESC": ""}})


def messages(request: HttpRequest) -> JsonResponse:
    """What arrived, the oldest first; `?number=` narrows to one telephone."""
    wanted = request.GET.get("number", "")
    found = [row.data for row in request.store.read(MESSAGE)]
    return JsonResponse({"messages": [one for one in found if wanted in one["number"]]})


def phone(request: HttpRequest) -> HttpResponse:
    return show_phone(request, "Điện thoại nhận tin nhắn SMS", CHOICES)


def show_phone(
    request: HttpRequest,
    title: str,
    choices: dict[str, str],
    act: Callable[[str], None] | None = None,
) -> HttpResponse:
    """The page of a telephone: the newest messages first, and what becomes of the next ones."""
    choice = request.POST.get("action", "")
    if request.method == "POST" and choice in choices:
        request.store.put(HABITS, USUAL, {"choice": choice})
        if act:
            act(choice)
        return redirect(request.path)
    context = {
        "title": title,
        "choices": choices.items(),
        "now": choices[_habit(request) if _habit(request) in choices else "arrive"],
        "messages": [row.data | {"at": row.at} for row in reversed(request.store.read(MESSAGE))],
    }
    return render(request, "phone.html", context)
