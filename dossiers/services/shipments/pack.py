"""The desk packs a result: what lies in the envelope is checked off, the carrier is told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Shipment, ShipmentItem
from dossiers.models.shipment import Problem
from dossiers.rules.postage import grams_of
from dossiers.services.shipments.collected import to_collect
from dossiers.services.shipments.frame import CHANGED, handling
from dossiers.services.shipments.order import ask_order
from dossiers.workflow import State
from dossiers.workflow.shipment import ShipmentState
from portal.kernel.text import nfc

NOT_READY = _("The result is not ready yet.")
ALL_OF_THEM = _("Tick everything that is to lie in the envelope; nothing may be missing.")


def pack(
    *,
    shipment: Shipment,
    by: Any,
    expected_version: int,
    packed: Collection[int],
    sheets: int,
    more: str = "",
    at: datetime | None = None,
) -> Shipment:
    """Check the contents off, set what is collected at the door, and have the carrier told.

    `packed` are the ids of the things ticked, `more` further things, one a line. Without a waybill
    number or a code of the province the envelope waits, with the reason on its page. Raises
    `Invalid`, `Conflict`, `NotAllowed`.
    """
    with handling(shipment, by=by, expected_version=expected_version, at=at) as handled:
        found = handled.shipment
        if not found.is_out or found.state != ShipmentState.REQUESTED or found.packed_at:
            raise Conflict(handled.dossier, CHANGED)
        if handled.dossier.state != State.DONE:
            raise Invalid({"packed": NOT_READY})
        items = list(found.items.order_by("id"))
        if {item.pk for item in items} - set(packed):
            raise Invalid({"packed": ALL_OF_THEM})
        found.items.update(packed=True)
        lines = [nfc(line.strip())[:500] for line in more.splitlines() if line.strip()]
        ShipmentItem.objects.bulk_create(
            ShipmentItem(shipment=found, label=line, packed=True) for line in lines[:20]
        )
        found.packed_at, found.packed_by = handled.at, by
        found.grams, found.cod = grams_of(sheets), to_collect(handled)
        handled.save("packed", items=len(items) + len(lines), cod=int(found.cod))
        ask_order(handled)
    return handled.shipment


def order_again(
    *, shipment: Shipment, by: Any, expected_version: int | None = None, at: datetime | None = None
) -> bool:
    """Try once more after what hindered the order was mended. Raises `Conflict`, `NotAllowed`."""
    with handling(shipment, by=by, expected_version=expected_version, at=at) as handled:
        found = handled.shipment
        waits = found.problem in WAITING and not found.ordered_at and not found.is_ended
        if not waits:
            raise Conflict(handled.dossier, CHANGED)
        return ask_order(handled)


WAITING = frozenset(
    {
        Problem.NO_WAYBILL,
        Problem.NO_PROVINCE,
        Problem.NO_SERVICE,
        Problem.REFUSED,
        Problem.GAVE_UP,
    }
)
"""Problems that an order can be tried again after."""
