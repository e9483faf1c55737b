"""Parcels of the dossier: where they are, what they cost, what can be chosen now."""

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.models import Dossier, Shipment
from dossiers.models.shipment import Direction
from dossiers.selectors.postage import offered_ways
from dossiers.selectors.shipments import WHAT, failed_shipment, shipments_of
from dossiers.services.shipments.request import may_ask
from dossiers.workflow.shipment import ShipmentState
from portal.agencies.places import address_line
from portal.integrations.selectors import when_down
from portal.pages.templatetags.ui import money


def part(dossier: Dossier, user) -> dict | None:
    parcels = shipments_of(dossier)
    failed = failed_shipment(dossier, parcels)
    may = _may(dossier, parcels) if failed is None else dict.fromkeys(Direction, False)
    if not parcels and not any(may.values()):
        return None
    waiting = next((each for each in parcels if each.can_be_cancelled), None)
    return {
        "parcels": [_parcel(each) for each in parcels],
        "failed": failed,
        "may_receive": may[Direction.OUT],
        "may_send": may[Direction.IN],
        "down": when_down(waiting.carrier) if waiting else "",
    }


def _may(dossier: Dossier, parcels: list[Shipment]) -> dict[Direction, bool]:
    taken = {each.direction for each in parcels if each.state != ShipmentState.CANCELLED}
    asked = [way for way in Direction if way not in taken and may_ask(dossier, way)]
    offers = asked and offered_ways(dossier.receiving_agency, asked, timezone.localdate())
    return {way: way in offers for way in Direction}


def _parcel(shipment: Shipment) -> dict:
    return {
        "shipment": shipment,
        "title": WHAT[Direction(shipment.direction)],
        "trouble": _trouble(shipment),
        "facts": _facts(shipment),
    }


def _trouble(shipment: Shipment) -> str:
    """Why it waits, as far as the person is concerned."""
    if shipment.problem and not shipment.ordered_at and not shipment.is_ended:
        return _("The order to the carrier waits; the desk knows and sees to it.")
    return ""


def _facts(shipment: Shipment) -> list[dict]:
    address = address_line(shipment.province_code, shipment.commune_code, shipment.detail)
    rows = [
        (_("Carrier"), shipment.carrier_name),
        (_("Waybill"), shipment.waybill),
        (_("Address"), f"{shipment.person}, {address}"),
        (_("Postage"), money(shipment.fee)),
        (_("To pay at the door"), money(shipment.cod) if shipment.cod else ""),
        (_("Leaves the desk by"), _leaves(shipment)),
        (_("Taken by"), shipment.taken_by),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _leaves(shipment: Shipment) -> str:
    waits = shipment.post_by and shipment.hand_over_id is None and not shipment.is_ended
    return shipment.post_by.strftime("%d/%m/%Y") if waits else ""
