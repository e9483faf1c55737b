"""Telling the carrier: asked in the verb, done by a worker, once under our own key."""

from datetime import datetime

from django.utils import timezone

from dossiers.models import Dossier, Shipment
from dossiers.models.shipment import Direction, Problem, Source
from dossiers.selectors.postage import NoProvince, post_province
from dossiers.services.shipments.frame import Handling, handling
from dossiers.services.shipments.report import take_report
from dossiers.services.shipments.waybills import NoneLeft, take_waybill
from dossiers.workflow.shipment import ShipmentState
from portal.agencies.places import address_line
from portal.integrations.errors import Never
from portal.integrations.post.carriers import carrier
from portal.integrations.post.port import Order, Place, Report, Scan
from portal.integrations.services import put

ORDER, CANCEL = "dossiers.post_order", "dossiers.post_cancel"


def ask_order(handled: Handling) -> bool:
    """Have the carrier told. What hinders it is kept as the parcel's problem; False then.

    A number of the stock is taken once and kept for every further try.
    """
    shipment = handled.shipment
    if not shipment.asked_at:
        shipment.order_key = key_of(handled.dossier, shipment)
    shipment.asked_at, shipment.problem = handled.at, _hindrance(handled)
    if shipment.problem:
        handled.save("waits", problem=shipment.problem)
        return False
    event = handled.save("asked", key=shipment.order_key)
    put(
        ORDER,
        event,
        f"shipment:{shipment.pk}",
        "post",
        {"shipment": shipment.pk},
        connector=shipment.carrier,
    )
    return True


def _hindrance(handled: Handling) -> str:
    shipment = handled.shipment
    try:
        for code in (shipment.province_code, shipment.service.province_code):
            post_province(shipment.carrier, code, handled.day)
        if shipment.service.is_numbered and not shipment.waybill:
            shipment.waybill = take_waybill(shipment, handled.at)
    except NoProvince:
        return Problem.NO_PROVINCE
    except NoneLeft:
        return Problem.NO_WAYBILL
    return ""


def key_of(dossier: Dossier, shipment: Shipment) -> str:
    """What the carrier knows the parcel by: a result by the code of its dossier, papers by the
    number of the filing; a second try has its number behind.
    """
    out = shipment.direction == Direction.OUT
    base = dossier.code if out and dossier.code else f"{dossier.submission_number}-{'KQ' * out}"
    again = f"-{shipment.attempt}" if shipment.attempt > 1 else ""
    return f"{base.rstrip('-')}{again}"


def place_order(shipment: Shipment, at: datetime | None = None) -> None:
    """Tell the carrier, by a worker. One that has the order already is success; a parcel cancelled
    meanwhile is not ordered, or taken back. Raises the three kinds of errors.
    """
    if shipment.ordered_at or shipment.is_ended:
        return
    placed = carrier(shipment.carrier).place(order_of(shipment))
    with handling(shipment, by=None, at=at) as handled:
        handled.shipment.ordered_at = handled.at
        if placed.number and not handled.shipment.waybill:
            handled.shipment.waybill = placed.number[:40]
        event = handled.save("ordered", again=placed.already)
        report = Report(handled.shipment.order_key, Scan.ACCEPTED, handled.at, "ordered")
        take_report(handled, report, Source.POLL)
        if handled.shipment.state == ShipmentState.CANCELLED:
            put_cancel(handled, event)


def put_cancel(handled: Handling, event) -> None:
    """Have the order taken back."""
    shipment = handled.shipment
    recipient, payload = f"shipment:{shipment.pk}", {"shipment": shipment.pk}
    put(CANCEL, event, recipient, "post", payload, connector=shipment.carrier)


def order_of(shipment: Shipment) -> Order:
    """The parcel as carriers take it; the person's end and ours by direction."""
    out = shipment.direction == Direction.OUT
    ours, theirs = _our_end(shipment), _their_end(shipment)
    items = list(shipment.items.order_by("id"))
    return Order(
        key=shipment.order_key,
        sender=ours if out else theirs,
        receiver=theirs if out else ours,
        contents="; ".join(item.label for item in items)[:500],
        grams=shipment.grams,
        cod=shipment.cod,
        waybill=shipment.waybill,
        note=shipment.note,
    )


def _our_end(shipment: Shipment) -> Place:
    service = shipment.service
    return Place(
        name=service.name,
        phone=service.phone,
        line=service.address,
        province=_code(shipment, service.province_code),
        commune=service.commune_code,
    )


def _their_end(shipment: Shipment) -> Place:
    return Place(
        name=shipment.person,
        phone=shipment.phone,
        line=address_line(shipment.province_code, shipment.commune_code, shipment.detail),
        province=_code(shipment, shipment.province_code),
        commune=shipment.commune_code,
        email=shipment.email,
    )


def _code(shipment: Shipment, province: str) -> str:
    try:
        return post_province(shipment.carrier, province, timezone.localdate())
    except NoProvince as unknown:
        raise Never(f"no code for province {province}") from unknown


def give_up_order(shipment: Shipment, problem: str, at: datetime | None = None) -> None:
    """The carrier refused the order or stayed away for days: an official sees it."""
    with handling(shipment, by=None, at=at) as handled:
        if not handled.shipment.ordered_at:
            handled.shipment.problem = problem
            handled.save("not_ordered", problem=problem)
