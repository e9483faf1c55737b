"""Papers of the post as PDF: the label of an envelope, the list of a hand-over."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers.admin.post.words import hand_overs
from dossiers.models import Shipment
from dossiers.selectors.shipments import desk_shipment
from portal.admin_site.views import official_view
from portal.agencies.places import address_line
from portal.agencies.roles import Role
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents.errors import PdfUnavailable
from portal.documents.pdf import render
from portal.documents.qr import qr_svg
from portal.kernel.codes import phone_words


@require_safe
@official_view(Role.DESK)
def label(request: HttpRequest, public_id) -> HttpResponse:
    """The label of a packed envelope: number to scan, both ends, contents, what is collected."""
    shipment = desk_shipment(request.user, public_id, timezone.localdate())
    if shipment is None or not shipment.packed_at:
        raise Http404
    looked(request.actor, shipment.dossier, shipment.dossier.owner_id, Purpose.PROCESSING)
    number = shipment.waybill or shipment.order_key
    context = {
        "shipment": shipment,
        "number": number,
        "qr": qr_svg(number),
        "phone": phone_words(shipment.phone),
        "items": list(shipment.items.order_by("id")),
        "address": address_line(shipment.province_code, shipment.commune_code, shipment.detail),
    }
    return _pdf("documents/post_label.html", context, number)


@require_safe
@official_view(Role.DESK)
def hand_over_paper(request: HttpRequest, public_id) -> HttpResponse:
    """The list that desk and courier sign."""
    made = hand_overs(request.user, timezone.localdate()).filter(public_id=public_id).first()
    if made is None:
        raise Http404
    rows = made.shipments.select_related("dossier").order_by("id")
    context = {"made": made, "rows": [_row(each) for each in rows]}
    return _pdf("documents/post_hand_over.html", context, f"Bàn giao {made.at:%d-%m-%Y}")


def _row(shipment: Shipment) -> dict:
    return {
        "shipment": shipment,
        "address": address_line(shipment.province_code, shipment.commune_code, shipment.detail),
    }


def _pdf(template: str, context: dict, name: str) -> HttpResponse:
    try:
        pdf = render(template, context, title=name)
    except PdfUnavailable:
        return redirect("post_desk:list")
    answer = HttpResponse(pdf, content_type="application/pdf")
    safe = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in name)
    answer["Content-Disposition"] = f'inline; filename="{safe}.pdf"'
    return answer
