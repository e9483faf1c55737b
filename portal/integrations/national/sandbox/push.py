"""A person files at the national portal, which hands the dossier to the province."""

import io
import json
import random
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from PIL import Image

from portal.demo.sandbox.outward import portal, tell
from portal.demo.sandbox.people import BY_NAME, PEOPLE
from portal.integrations.national.port import NAME
from portal.integrations.national.sandbox.secret import end_all, secret
from portal.integrations.national.words import VIETNAM, moment
from portal.integrations.signatures import Algorithm, Key, sign

ADDRESS = "/api/v1/partners/national/dossiers"
PUSHED = "pushed"
CHOICES = {
    "new": "Chuyển hồ sơ này",
    "again": "Gửi lại hồ sơ vừa chuyển, y nguyên",
    "changed": "Gửi lại cùng mã nhưng đổi nội dung",
    "forged": "Gửi với chữ ký sai",
    "inward": "Gửi với tệp trỏ vào mạng nội bộ",
}
FIRST = {"procedure": "2.000635", "agency": "H99.22", "paper": "van-ban-uy-quyen"}
"""What the form begins with: a procedure that the demo's province takes."""
FIELDS = ("person", "procedure", "agency", "case", "paper")


@csrf_exempt
@require_POST
def end_sessions(request: HttpRequest) -> JsonResponse:
    """Every session ends now, in the middle of whatever the portal does."""
    end_all(request.store)
    return JsonResponse({})


def file(request: HttpRequest, name: str) -> HttpResponse:
    """A photographed paper of a pushed dossier."""
    colour = random.Random(name).choices(range(180, 256), k=3)  # noqa: S311
    made = io.BytesIO()
    Image.new("RGB", (800, 1100), tuple(colour)).save(made, "JPEG", quality=60)
    return HttpResponse(made.getvalue(), content_type="image/jpeg")


def page(request: HttpRequest) -> HttpResponse:
    """The form to push with, and what the portal said of the last ones."""
    choice = request.POST.get("action", "")
    if request.method == "POST" and choice in CHOICES:
        _push(request, choice)
        return redirect(request.path)
    pushed = request.store.read(PUSHED, last=10)
    last = pushed[-1].data["form"] if pushed else {}
    context = {
        "people": PEOPLE,
        "choices": CHOICES.items(),
        "form": {**FIRST, **last},
        "pushed": [
            {**record.data, "fine": record.data["status"] == 200} for record in pushed[::-1]
        ],
        "portal": portal(),
    }
    return render(request, "push.html", context)


def _push(request: HttpRequest, choice: str) -> None:
    told = {name: request.POST.get(name, "").strip() for name in FIELDS}
    before = request.store.read(PUSHED, last=1)
    if choice in ("again", "changed") and before:
        message = before[0].data["message"]
    else:
        message = _message(request, told)
    if choice == "changed":
        message = {**message, "ChuHoSo": f"{message['ChuHoSo']} (đã đổi)"}
    if choice == "inward":
        for paper in message["TaiLieuNop"]:
            paper["DuongDanTaiTepTin"] = "http://169.254.169.254/latest/meta-data/"
    status = hand_over(message, forged=choice == "forged")
    kept = {"form": told, "message": message, "status": status, "words": CHOICES[choice]}
    request.store.append(PUSHED, kept)


def hand_over(message: dict[str, Any], *, forged: bool = False) -> int:
    body = json.dumps(message, ensure_ascii=False).encode()
    shared = "another secret altogether, long enough" if forged else secret()
    headers = sign("POST", ADDRESS, body, Key(NAME, Algorithm.HMAC, shared.encode()))
    headers["Content-Type"] = "application/json"
    return tell(NAME, "POST", ADDRESS, operation="hồ sơ", content=body, headers=headers)


def _message(request: HttpRequest, told: dict[str, str]) -> dict[str, Any]:
    person, now = BY_NAME.get(told["person"], PEOPLE[0]), datetime.now(VIETNAM)
    message: dict[str, Any] = {
        "MaHoSo": f"G09.20-{now:%Y%m%d}-{random.randrange(10**6):07}",  # noqa: S311
        "MaTTHC": told["procedure"],
        "MaDonViTiepNhan": told["agency"],
        "TruongHop": told["case"],
        "NgayNopHoSo": moment(now),
        "ChuHoSo": person.full_name,
        "SoGiayToChuHoSo": person.number,
        "MaDoiTuong": person.subject,
        "Email": f"{person.name}@example.com",
        "TaiLieuNop": [],
    }
    if person.firm:
        firm = {"LoaiDoiTuong": "2", "TenThuongNhan": person.firm, "MaSoThue": person.tax_number}
        message.update(firm)
    for number, paper in enumerate(filter(None, told["paper"].replace(",", " ").split()), 1):
        name = f"giay-to-{number}"
        address = request.build_absolute_uri(reverse("national-file", args=[name]))
        message["TaiLieuNop"].append(
            {
                "TepDinhKemId": str(number),
                "TenTepDinhKem": f"{name}.jpg",
                "MaThanhPhanHoSo": paper,
                "DuongDanTaiTepTin": address,
            }
        )
    return message
