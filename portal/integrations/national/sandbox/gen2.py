"""Generation 2: a token, one address a service, errors by HTTP status."""

import hashlib
import hmac
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.integrations.national.sandbox.fields import problems
from portal.integrations.national.sandbox.gen1 import USERNAME
from portal.integrations.national.sandbox.secret import is_open, new_session, secret
from portal.integrations.national.words import VIETNAM

DOSSIER, STEP, FILE, COUNTER = "dossier2", "step2", "file2", "counter2"

Fields = dict[str, Any]


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> JsonResponse:
    request.operation = "GetToken"
    told = request.POST
    right = hmac.compare_digest(told.get("client_secret", ""), secret())
    if told.get("grant_type") != "client_credentials" or told.get("client_id") != USERNAME:
        return JsonResponse({"error": "invalid_request"}, status=400)
    if not right:
        return JsonResponse({"error": "invalid_client"}, status=401)
    made = new_session(request.store)
    return JsonResponse({"access_token": made, "token_type": "Bearer", "expires_in": 1800})


@csrf_exempt
@require_POST
def service(request: HttpRequest, name: str) -> JsonResponse:
    request.operation = name
    scheme, _space, held = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not is_open(request.store, held):
        return _no("Thiếu mã truy cập, hoặc mã đã hết hạn", 401)
    if name == "UploadFile":
        return _upload(request)
    try:
        told = json.loads(request.body)
    except ValueError:
        return _no("Nội dung không phải JSON")
    wrong = next(problems(name, told, 2), "")
    return _no(wrong) if wrong else SERVICES[name](request, told)


def _next_value(request: HttpRequest, told: Fields) -> JsonResponse:
    day = f"{datetime.now(VIETNAM):%Y%m%d}"
    with request.store.change(COUNTER, f"{told['MaDonVi']}|{day}") as counter:
        counter["last"] = counter.get("last", 92000) + 1
        number = counter["last"]
    return JsonResponse({"MaHoSo": f"{told['MaDonVi']}-{day}-{number:07}"})


def _upload(request: HttpRequest) -> JsonResponse:
    sent = request.FILES.get("file")
    if sent is None:
        return _no("Thiếu tệp")
    name, digest = uuid.uuid4().hex, hashlib.sha256(sent.read()).hexdigest()
    request.store.put(FILE, name, {"hash": digest, "name": sent.name, "size": sent.size})
    return JsonResponse({"IdTepTin": name, "HashTepTin": digest})


def _create(request: HttpRequest, told: Fields) -> JsonResponse:
    """One that lies answers as if, and keeps nothing."""
    for paper in told["ThanhPhanHoSo"]:
        for file in paper["GiayToDinhKem"]:
            kept = request.store.get(FILE, file["IdGiayTo"])
            if kept is None or kept["hash"] != file["HashTepTin"]:
                return _no("Giấy tờ chưa được tải lên")
    if not request.fault.is_lying and not request.store.add(DOSSIER, told["MaHoSo"], told):
        return _no("Mã hồ sơ đã tồn tại")
    return JsonResponse({"MaHoSo": told["MaHoSo"]})


def _step(request: HttpRequest, told: Fields) -> JsonResponse:
    if request.store.get(DOSSIER, told["MaHoSo"]) is None and not request.fault.is_lying:
        return _no("Không tìm thấy hồ sơ", 404)
    key = "|".join((told["MaHoSo"], told["ThoiDiemXuLy"], told["NoiDungXuLy"]))
    request.store.add(STEP, key, told)
    return JsonResponse({})


def _status(request: HttpRequest, told: Fields) -> JsonResponse:
    if request.store.get(DOSSIER, told["MaHoSo"]) is None and not request.fault.is_lying:
        return _no("Không tìm thấy hồ sơ", 404)
    with request.store.change(DOSSIER, told["MaHoSo"]) as dossier:
        dossier.update(told)
    return JsonResponse({})


SERVICES: dict[str, Callable[..., JsonResponse]] = {
    "GetNextValue": _next_value,
    "UploadFile": _upload,
    "CreateDossier": _create,
    "CapNhatTienTrinh": _step,
    "CapNhatTrangThai": _status,
}


def _no(words: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"message": words}, status=status)
