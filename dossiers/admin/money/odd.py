"""One irregularity: what both sides say, and how it is cleared up."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.admin.money.lists import dossier_link, frame
from dossiers.admin.money.scope import WATCHERS, agencies_of, sees_everywhere
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.money import SettleForm
from dossiers.models import Irregularity
from dossiers.services.money.put_right import settle_irregularity
from portal.admin_site.views import official_view
from procedures.words import amount_words

HIDDEN = frozenset({"MaXacThuc", "HoTenNguoiNop", "UrlThanhToan"})


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WATCHERS)
def odd_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of another agency is 404."""
    found = Irregularity.objects.select_related(
        "demand__dossier", "attempt", "agency", "settled_by"
    ).filter(pk=pk)
    row = found.first()
    mine = {agency.pk for agency in agencies_of(request)}
    if row is None or (row.agency_id not in mine and not _is_nobodys(request, row)):
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _settled(request, row, form):
        return redirect("money:odd")
    status = 422 if form.errors else 200
    return render(
        request, "dossiers/desk/money/odd.html", _context(request, row, form), None, status
    )


def _is_nobodys(request: HttpRequest, row: Irregularity) -> bool:
    return row.agency_id is None and sees_everywhere(request)


def _settled(request: HttpRequest, row: Irregularity, form: SettleForm) -> bool:
    try:
        settle_irregularity(irregularity=row, by=request.user, **form.cleaned_data)
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field if field in form.fields else None, words)
        return False
    except DossierError as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Settled."))
    return True


def _context(request: HttpRequest, row: Irregularity, form: SettleForm) -> dict[str, Any]:
    facts = [
        (_("Dossier"), row.demand.dossier.reference if row.demand else ""),
        (_("Agency"), row.agency.name if row.agency else ""),
        (_("Reference"), row.reference),
        (_("Transaction"), row.transaction),
        (_("Told"), "" if row.told is None else amount_words(row.told)),
        (_("Expected"), "" if row.expected is None else amount_words(row.expected)),
        (_("Settled by"), row.settled_by.full_name if row.settled_by else ""),
        (_("What came of it"), row.get_settlement_display() if row.settlement else ""),
        (_("What you found and where"), row.ground),
    ]
    return frame(
        request,
        "odd",
        row.get_kind_display(),
        row=row,
        form=form,
        facts=[{"label": label, "value": value} for label, value in facts if value],
        link=dossier_link(row.demand.dossier) if row.demand else None,
        calls=_calls(row),
    )


def _calls(row: Irregularity) -> list[dict[str, Any]]:
    """What went to and fro about the try, without the secure code and the payer's name."""
    if row.attempt is None:
        return []
    platform = _("from the platform")
    return [
        {
            "title": " ".join((call.operation, _("from us") if call.is_ours else platform)),
            "at": call.at,
            "text": _readable(call.body),
        }
        for call in row.attempt.calls.order_by("id")
    ]


def _readable(body: str) -> str:
    try:
        told = json.loads(body)
    except ValueError:
        return body[:500]
    if not isinstance(told, dict):
        return body[:500]
    shown = {name: value for name, value in told.items() if name not in HIDDEN}
    plain = {name: value for name, value in shown.items() if isinstance(value, str | int)}
    return ", ".join(f"{name}: {value}" for name, value in plain.items() if value != "")
