"""The post at the desk: lists, one envelope, hand-over to the carrier, what arrives."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.post.words import hand_overs, list_row, page_of
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.post import HandOverForm
from dossiers.models import Shipment
from dossiers.selectors.postage import stocks
from dossiers.selectors.shipments import (
    PAGE,
    TRAYS,
    desk_shipment,
    find_envelope,
    first_tray,
    in_tray,
    to_hand_over,
    tray,
)
from dossiers.services.shipments.hand_over import hand_over
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.kernel.numbers import whole_number


@require_safe
@official_view(Role.DESK)
def trays(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/buu-chinh/`: one list, the newest first, cut by key."""
    today, asked = timezone.localdate(), request.GET.get("viec", "")
    chosen = tray(asked) if asked else first_tray(request.user, today)
    rows = in_tray(request.user, chosen, today)
    if after := whole_number(request.GET.get("sau")):
        rows = rows.filter(pk__lt=after)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    context = {
        **request.desk,
        "title": chosen.label,
        "tabs": [
            {"label": each.label, "url": f"?viec={each.key}", "current": each is chosen}
            for each in TRAYS
        ],
        "shipments": found[:PAGE],
        "next_url": f"?viec={chosen.key}&sau={found[PAGE - 1].pk}" if more else "",
        "stocks": stocks(),
    }
    return render(request, "dossiers/desk/post/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.DESK)
def parcel(request: HttpRequest, public_id) -> HttpResponse:
    """One envelope: what lies in it, where it is, what can be done. Looks are written down."""
    shipment = desk_shipment(request.user, public_id, timezone.localdate())
    if shipment is None:
        raise Http404
    if request.method == "POST":
        return _act(request, shipment)
    looked(request.actor, shipment.dossier, shipment.dossier.owner_id, Purpose.PROCESSING)
    return _show(request, shipment)


def _show(request, shipment: Shipment, bound=None, status: int = 200) -> HttpResponse:
    context = {**request.desk, **page_of(shipment, bound)}
    return render(request, "dossiers/desk/post/shipment.html", context, status=status)


def _act(request: HttpRequest, shipment: Shipment) -> HttpResponse:
    """Do what the pressed button names; what was typed comes back with any refusal."""
    tools = {tool.action: tool for tool in page_of(shipment)["tools"]}
    tool = tools.get(request.POST.get("action", ""))
    if tool is None:
        messages.warning(request, _("This is not possible any more. Look at the envelope again."))
        return redirect(shipment.desk_url)
    form = type(tool.form)(request.POST, shipment=shipment)
    if not form.is_valid():
        return _show(request, shipment, {tool.action: form}, status=422)
    try:
        tool.verb(
            shipment=shipment,
            by=request.user,
            expected_version=form.cleaned_data["version"],
            **form.arguments(),
        )
    except Invalid as invalid:
        for field, error in invalid.errors.items():
            form.add_error(field if field in form.fields else None, error)
        return _show(request, shipment, {tool.action: form}, status=422)
    except DossierError as refused:
        messages.error(request, refused.message)
        return redirect(shipment.desk_url)
    messages.success(request, tool.done)
    return redirect(tool.after(shipment))


@require_safe
@official_view(Role.DESK)
def arrivals(request: HttpRequest) -> HttpResponse:
    """An envelope has come: its waybill or dossier is scanned, its page opens."""
    words = request.GET.get("q", "")[:100]
    found = find_envelope(request.user, words, timezone.localdate())
    if len(found) == 1:
        return redirect(found[0].desk_url)
    context = {**request.desk, "words": words, "shipments": found}
    return render(request, "dossiers/desk/post/arrivals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.DESK)
def hand_over_page(request: HttpRequest) -> HttpResponse:
    """The envelopes that wait, by desk and carrier; given away on one list that both sign."""
    today = timezone.localdate()
    waiting = to_hand_over(request.user, today)
    groups = []
    for (desk_id, carrier), rows in groupby(waiting, key=lambda row: (row.desk_id, row.carrier)):
        shipments = list(rows)
        key = f"{desk_id}-{carrier}"
        pressed = request.method == "POST" and request.POST.get("action") == key
        form = HandOverForm(
            request.POST if pressed else None, shipments=shipments, auto_id=f"{key}_%s"
        )
        if pressed and (answer := _give(request, form, shipments)):
            return answer
        groups.append({"key": key, "form": form, "shipments": shipments, "first": shipments[0]})
    context = {
        **request.desk,
        "groups": groups,
        "lists": [list_row(row) for row in hand_overs(request.user, today)[:20]],
        "list_columns": [_("Handed over"), _("Carrier"), _("Courier"), _("List to sign")],
    }
    return render(request, "dossiers/desk/post/hand_over.html", context)


def _give(request, form: HandOverForm, shipments: list[Shipment]) -> HttpResponse | None:
    if not form.is_valid():
        return None
    first = shipments[0]
    try:
        hand_over(
            desk=first.desk,
            carrier=first.carrier,
            shipments=form.chosen(),
            by=request.user,
            courier=form.cleaned_data["courier"],
        )
    except Invalid as invalid:
        for field, error in invalid.errors.items():
            form.add_error(field, error)
        return None
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Handed over. Print the list and sign it together."))
    return redirect("post_desk:hand_over")
