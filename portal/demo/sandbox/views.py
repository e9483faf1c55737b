"""Pages of the sandbox for people who watch a demo."""

import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.demo.sandbox.choice import CHOSEN
from portal.demo.sandbox.faults import Mode, fault_of, parse, set_fault
from portal.demo.sandbox.partners import BY_NAME, PARTNERS, Partner
from portal.demo.sandbox.people import PEOPLE
from portal.demo.sandbox.store import Record, Store
from portal.demo.sandbox.traffic import KIND

SHOWN = 50
RECENT = 300
MODES = {
    Mode.OK: "Bình thường",
    Mode.SLOW: "Trả lời chậm",
    Mode.FAILING: "Báo lỗi",
    Mode.LYING: "Nói là xong mà không làm",
    Mode.DOWN: "Ngắt kết nối",
}
STYLES = ("tokens", "base", "layout", "components/button", "components/table", "components/tag")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Everyone the sandbox stands in for, and how each behaves now."""
    rows = [_row(partner) for partner in PARTNERS]
    return render(request, "start.html", {"rows": rows, "portal": settings.PORTAL_URL})


def partner(request: HttpRequest, name: str) -> HttpResponse:
    """One partner: what it got and said, and how it is to behave."""
    if name not in BY_NAME:
        raise Http404
    if request.method == "POST":
        return _told(request, name)
    newest = [_line(record) for record in reversed(Store(name).read(KIND, last=SHOWN))]
    context = {
        "partner": BY_NAME[name],
        "fault": fault_of(name),
        "modes": [(mode.value, words) for mode, words in MODES.items()],
        "now": MODES[fault_of(name).mode],
        "lines": newest,
        "live": "live" in request.GET,
    }
    return render(request, "partner.html", context)


def choose(request: HttpRequest) -> HttpResponse:
    """The sign-in page of the provider: choose who you are today."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    if request.method == "POST":
        user = get_object_or_404(User, username=request.POST.get("person"))
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        request.session[CHOSEN] = True
        return redirect(target)
    context = {"people": PEOPLE, "portal": settings.PORTAL_URL, "asked": target != "/"}
    return render(request, "people.html", context)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The look of the portal, and a few rules of the sandbox's own."""
    portal = [(settings.ROOT / "static/css" / f"{name}.css").read_text() for name in STYLES]
    own = (settings.ROOT / "templates/sandbox/sandbox.css").read_text()
    return HttpResponse("\n".join([*portal, own]), content_type="text/css; charset=utf-8")


def health(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def _row(partner: Partner) -> dict[str, Any]:
    newest = Store(partner.name).read(KIND, last=RECENT)
    return {
        "partner": partner,
        "mode": MODES[fault_of(partner.name).mode],
        "is_fine": fault_of(partner.name).mode is Mode.OK,
        "calls": len(newest),
        "last": _moment(newest[-1].at) if newest else None,
        "is_capped": len(newest) == RECENT,
    }


def _told(request: HttpRequest, name: str) -> HttpResponse:
    if request.POST.get("action") == "clear":
        Store(name).clear()
    else:
        try:
            set_fault(name, parse(request.POST.dict()))
        except ValueError:
            return redirect("partner", name)
    return redirect("partner", name)


def _line(record: Record) -> dict[str, Any]:
    told = record.data
    operation = told["operation"] or told["path"].partition("?")[0].strip("/").rpartition("/")[2]
    return {
        **told,
        "id": record.id,
        "at": _moment(record.at),
        "ago": max(0, round(time.time() - record.at)),
        "operation": operation,
        "is_fine": 200 <= told["status"] < 400 and told["mode"] != Mode.DOWN,
        "behaved": "" if told["mode"] == Mode.OK else MODES[Mode(told["mode"])],
    }


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, ZoneInfo(settings.TIME_ZONE))
