"""Lists of money: the day, what is odd, transfers, refunds."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dossiers.admin.money.scope import TABS, WATCHERS, agencies_of, sees_everywhere
from dossiers.models import Attempt, Irregularity, Movement, Refund
from dossiers.models.money.attempt import Method
from dossiers.selectors.money.lists import (
    cut,
    irregularities,
    movements,
    refunds,
    sums,
    transfers,
)
from portal.admin_site.views import official_view
from portal.kernel.numbers import whole_number
from procedures.words import amount_words

Row = list[Any]
NUMBER = "number"


def frame(request: HttpRequest, tab: str, title: str, **context: Any) -> dict[str, Any]:
    """What every page of the money has: its title and the tabs."""
    tabs = [
        {"label": label, "url": reverse(name), "current": key == tab} for key, label, name in TABS
    ]
    return {**request.desk, "title": title, "tabs": tabs, **context}


def listed(
    request: HttpRequest, tab: str, title: str, rows: Any, columns: list, row: Callable, **more: Any
) -> HttpResponse:
    part = cut(rows, whole_number(request.GET.get("sau")), newest_first=more.pop("newest", False))
    query = request.GET.copy()
    query["sau"] = str(part.next_key)
    context = frame(
        request,
        tab,
        title,
        columns=columns,
        rows=[row(each) for each in part.rows],
        next_url=f"?{query.urlencode()}" if part.next_key else "",
        **more,
    )
    return render(request, "dossiers/desk/money/list.html", context)


@require_safe
@official_view(*WATCHERS)
def today(request: HttpRequest) -> HttpResponse:
    """What came and went on a day, with its sums: the cash book."""
    day = _day(request)
    agencies = _ids(agencies_of(request))
    return listed(
        request,
        "today",
        _("Money of the day"),
        movements(agencies, day),
        [
            _("Receipt"),
            _("Dossier"),
            _("How"),
            {"label": _("Amount"), "kind": NUMBER},
            _("At"),
            _("By"),
        ],
        _movement,
        newest=True,
        day=day,
        sums=[_sum(*each) for each in sums(agencies, day)],
        empty=_("Nothing came or went on this day."),
    )


def _day(request: HttpRequest) -> date:
    try:
        return parse_date(request.GET.get("ngay", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def _ids(agencies: Iterable) -> list[int]:
    return [agency.pk for agency in agencies]


def _sum(kind: str, method: str, amount) -> dict[str, str]:
    label = f"{Movement.Kind(kind).label} · {Method(method).label}".capitalize()
    return {"label": label, "value": amount_words(amount)}


def _movement(row: Movement) -> Row:
    receipt = getattr(row, "receipt", None)
    return [
        f"{receipt.year % 100:02}/{receipt.number:07}" if receipt else _("refund"),
        dossier_link(row.demand.dossier),
        capfirst(row.get_method_display()),
        amount_words(row.signed) if row.signed > 0 else f"−{amount_words(row.amount)}",
        row.at,
        row.by.full_name if row.by else _("the portal"),
    ]


def dossier_link(dossier) -> dict[str, str]:
    url = reverse("money:dossier", args=[dossier.public_id])
    return {"text": dossier.reference, "url": url}


@require_safe
@official_view(*WATCHERS)
def odd(request: HttpRequest) -> HttpResponse:
    """Everything about money that did not go as it should and is not settled."""
    rows = irregularities(_ids(agencies_of(request)), sees_everywhere(request))
    return listed(
        request,
        "odd",
        _("To clear up"),
        rows,
        [
            _("What"),
            _("Dossier"),
            _("Reference"),
            {"label": _("Told"), "kind": NUMBER},
            {"label": _("Expected"), "kind": NUMBER},
            _("Noticed"),
        ],
        _irregularity,
        empty=_("Nothing is odd. What contradicts itself appears here by itself."),
    )


def _irregularity(row: Irregularity) -> Row:
    url = reverse("money:odd_one", args=[row.pk])
    return [
        {"text": row.get_kind_display(), "url": url},
        dossier_link(row.demand.dossier) if row.demand else "–",
        row.reference or "–",
        "–" if row.told is None else amount_words(row.told),
        "–" if row.expected is None else amount_words(row.expected),
        row.at,
    ]


@require_safe
@official_view(*WATCHERS)
def transfers_to_check(request: HttpRequest) -> HttpResponse:
    return listed(
        request,
        "transfers",
        _("Transfers to check"),
        transfers(_ids(agencies_of(request))),
        [
            _("Dossier"),
            _("Content"),
            {"label": _("Amount"), "kind": NUMBER},
            _("Told"),
        ],
        _transfer,
        empty=_("No transfer waits to be found on the account."),
    )


def _transfer(row: Attempt) -> Row:
    return [
        dossier_link(row.demand.dossier),
        row.demand.reference,
        amount_words(row.amount),
        row.started_at,
    ]


@require_safe
@official_view(*WATCHERS)
def refunds_to_do(request: HttpRequest) -> HttpResponse:
    return listed(
        request,
        "refunds",
        _("Refunds"),
        refunds(_ids(agencies_of(request))),
        [
            _("Dossier"),
            _("Why"),
            {"label": _("Amount"), "kind": NUMBER},
            _("State"),
            _("Asked for by"),
        ],
        _refund,
        empty=_("No refund waits for approval or to be paid out."),
    )


def _refund(row: Refund) -> Row:
    return [
        dossier_link(row.demand.dossier),
        capfirst(row.get_why_display()),
        amount_words(row.amount),
        capfirst(row.get_state_display()),
        row.asked_by.full_name,
    ]
