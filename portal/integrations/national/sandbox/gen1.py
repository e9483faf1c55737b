"""Generation 1: sign in, then one address for every service; errors by number."""

import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.demo.sandbox.outward import tell_later
from portal.integrations.national.port import NAME
from portal.integrations.national.sandbox.fields import problems
from portal.integrations.national.sandbox.secret import is_open, new_session, secret

USERNAME, CODE, UNIT = "minhha", "VN:COM:0000000000:vpcp", "H99"
DOSSIER, STEP, RATING = "dossier", "step", "rating"
GOOD, NO_SESSION, NOT_THERE, WRONG, KNOWN = "0", "-1", "1", "2", "3"
MOST_STEPS = 10

Fields = dict[str, Any]


@csrf_exempt
@require_POST
def login(request: HttpRequest) -> JsonResponse:
    request.operation = "login"
    told = _body(request)
    right = hmac.compare_digest(str(told.get("password", "")), secret())
    if request.headers.get("dstcode") != CODE or told.get("username") != USERNAME or not right:
        return _say(NO_SESSION, "Sai tài khoản hoặc mã đơn vị kết nối")
    return _say(GOOD, "", session=new_session(request.store))


@csrf_exempt
@require_POST
def service(request: HttpRequest) -> JsonResponse:
    told = _body(request)
    request.operation = name = str(told.get("service", ""))
    if not is_open(request.store, str(told.get("session", ""))):
        return _say(NO_SESSION, "Phiên làm việc không tồn tại hoặc đã hết hạn")
    if told.get("madonvi") != UNIT or request.headers.get("dstcode") != CODE:
        return _say(WRONG, "Sai mã đơn vị")
    if name not in SERVICES:
        return _say(WRONG, "Không có dịch vụ này")
    return SERVICES[name](request, told)


def _put(request: HttpRequest, told: Fields) -> JsonResponse:
    """`DongBoHoSoMC`. One that lies says "0" and keeps nothing."""
    rows, updating = told.get("data"), told.get("isUpdating")
    if updating not in ("True", "False") or not isinstance(rows, list) or not rows:
        return _say(WRONG, "Thiếu data, hoặc isUpdating không phải True/False")
    for row in rows:
        wrong = next(problems("DongBoHoSoMC", row, 1), "")
        if wrong:
            return _say(WRONG, wrong)
        is_there = request.store.get(DOSSIER, row["MaHoSo"]) is not None
        if is_there and updating == "False":
            return _say(KNOWN, "Hồ sơ đã tồn tại")
        if not is_there and updating == "True":
            return _say(NOT_THERE, "Không tìm thấy hồ sơ")
    if not request.fault.is_lying:
        for row in rows:
            request.store.put(DOSSIER, row["MaHoSo"], row)
            _fetch(row)
    return _say(GOOD, "")


def _fetch(row: Fields) -> None:
    """The centre fetches every file it is told of, without signing in."""
    links = [paper["DuongDanTaiTepTin"] for paper in row["TaiLieuNop"]]
    links += [result["DuongDanTepTinKetQua"] for result in row["DanhSachGiayToKetQua"]]
    for link in links:
        parts = urlsplit(link)
        tell_later(NAME, "GET", f"{parts.path}?{parts.query}", operation="DuongDanTaiTepTin")


def _steps(request: HttpRequest, told: Fields) -> JsonResponse:
    """`CapNhatTienDoHoSoMC`: ten at a time; the same step again is one step."""
    rows = told.get("data")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_STEPS:
        return _say(WRONG, f"Mỗi lần gửi từ 1 đến {MOST_STEPS} bước")
    for row in rows:
        wrong = next(problems("CapNhatTienDoHoSoMC", row, 1), "")
        if wrong:
            return _say(WRONG, wrong)
        if request.store.get(DOSSIER, row["MaHoSo"]) is None and not request.fault.is_lying:
            return _say(NOT_THERE, "Không tìm thấy hồ sơ")
    if not request.fault.is_lying:
        for row in rows:
            key = "|".join((row["MaHoSo"], row["ThoiDiemXuLy"], row["NoiDungXuLy"]))
            request.store.add(STEP, key, row)
    return _say(GOOD, "")


def _look_up(request: HttpRequest, told: Fields) -> JsonResponse:
    """`TraCuuHoSo`."""
    found = request.store.get(DOSSIER, str(told.get("mahoso", "")))
    if found is None:
        return _say(NOT_THERE, "Không tìm thấy hồ sơ")
    return _say(GOOD, "", result=[found])


def _rate(request: HttpRequest, told: Fields) -> JsonResponse:
    """`DongBoDanhGia`."""
    rows = told.get("data")
    for row in rows if isinstance(rows, list) else [None]:
        wrong = next(problems("DongBoDanhGia", row, 1), "")
        if wrong:
            return _say(WRONG, wrong)
        request.store.put(RATING, f"{row['MaThuTuc']}|{row['Madonvi']}|{row['NgayTongHop']}", row)
    return _say(GOOD, "")


SERVICES: dict[str, Callable[[HttpRequest, Fields], JsonResponse]] = {
    "DongBoHoSoMC": _put,
    "CapNhatTienDoHoSoMC": _steps,
    "TraCuuHoSo": _look_up,
    "DongBoDanhGia": _rate,
}


def _body(request: HttpRequest) -> Fields:
    try:
        told = json.loads(request.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _say(number: str, words: str, **more: Any) -> JsonResponse:
    return JsonResponse({"error_code": number, "message": words, **more})
