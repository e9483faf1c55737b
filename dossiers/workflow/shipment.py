"""The way of a parcel as one table: its states, how far each is along, and its words.

Carriers report late, twice and in any order. So a report never sets a state: the parcel stands at
the furthest of all that was reported, whatever the order. `along` is how far; a parcel never goes
back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.integrations.post.port import Scan


class ShipmentState(StrEnum):
    REQUESTED = "REQUESTED"
    ACCEPTED = "ACCEPTED"
    COLLECTING = "COLLECTING"
    MISSED = "MISSED"
    CANCELLED = "CANCELLED"
    COLLECTED = "COLLECTED"
    IN_TRANSIT = "IN_TRANSIT"
    FAILED = "FAILED"
    LOST = "LOST"
    RETURNED = "RETURNED"
    DELIVERED = "DELIVERED"


@dataclass(frozen=True)
class ShipmentRow:
    """One state: how far along, its label, and what it means for the person the parcel comes from
    (`sending`) or goes to (`receiving`).
    """

    along: int
    label: Promise
    sending: Promise
    receiving: Promise
    tone: str = "info"


_GONE_WRONG = _(
    "The post has lost or damaged the parcel. The desk looks into it and writes to you."
)

SHIPMENTS: dict[ShipmentState, ShipmentRow] = {
    ShipmentState.REQUESTED: ShipmentRow(
        0,
        _("Asked for"),
        _("Your wish is noted. The post is told next and then names the day it comes."),
        _("Noted. The desk packs the result as soon as it is ready."),
    ),
    ShipmentState.ACCEPTED: ShipmentRow(
        10,
        _("The post has the order"),
        _("The post has the order. Put the papers into an envelope; the carrier rings first."),
        _("The envelope is packed and waits for the carrier."),
    ),
    ShipmentState.COLLECTING: ShipmentRow(
        20,
        _("The carrier is coming"),
        _("The carrier is on the way to you. Have the envelope and the number at hand."),
        _("The carrier is on the way to the desk."),
    ),
    ShipmentState.MISSED: ShipmentRow(
        22,
        _("Nobody was there to hand it over"),
        _("The carrier came and met nobody. It comes again; you may also bring the papers."),
        _("The carrier came to the desk in vain and comes again."),
        "warn",
    ),
    ShipmentState.CANCELLED: ShipmentRow(
        25,
        pgettext_lazy("shipment", "Cancelled"),
        _("Nothing is collected. Bring the papers to the desk, or ask for the post again."),
        _("Nothing is sent. Collect the result at the desk, or ask for the post again."),
        "bad",
    ),
    ShipmentState.COLLECTED: ShipmentRow(
        30,
        _("With the carrier"),
        _("The carrier has your papers. Keep the waybill number."),
        _("The carrier has the envelope."),
    ),
    ShipmentState.IN_TRANSIT: ShipmentRow(
        40,
        pgettext_lazy("shipment", "On its way"),
        _("Your papers are on the way to the desk."),
        _("The envelope is on the way to you. Keep your telephone at hand."),
    ),
    ShipmentState.FAILED: ShipmentRow(
        50,
        _("Could not be delivered"),
        _("The carrier could not hand the papers to the desk and tries again."),
        _("The carrier could not hand it over. Choose below: once more, or collect at the desk."),
        "warn",
    ),
    ShipmentState.LOST: ShipmentRow(60, _("Lost or damaged"), _GONE_WRONG, _GONE_WRONG, "bad"),
    ShipmentState.RETURNED: ShipmentRow(
        70,
        _("Back with the sender"),
        _("The envelope came back to you."),
        _("The envelope is back at the desk. Choose below: once more, or collect it there."),
        "warn",
    ),
    ShipmentState.DELIVERED: ShipmentRow(
        80,
        pgettext_lazy("shipment", "Delivered"),
        _("Your papers have arrived at the desk."),
        _("The envelope has been handed over."),
        "ok",
    ),
}

BEFORE_COLLECTION = frozenset(
    state
    for state, row in SHIPMENTS.items()
    if row.along < SHIPMENTS[ShipmentState.CANCELLED].along
)
"""While it may still be cancelled."""

ENDED = frozenset(
    {
        ShipmentState.CANCELLED,
        ShipmentState.LOST,
        ShipmentState.RETURNED,
        ShipmentState.DELIVERED,
    }
)
UNDELIVERED = frozenset({ShipmentState.FAILED, ShipmentState.RETURNED, ShipmentState.LOST})
"""The hand-out has to be done anew, or otherwise."""


def reported(scan: Scan) -> ShipmentState | None:
    """The state a report stands for; None for one that moves nothing."""
    return None if scan is Scan.OTHER else ShipmentState(scan.value)


def after(state: ShipmentState, scan: Scan) -> ShipmentState:
    """Where a parcel that stood at `state` stands after `scan` was reported."""
    told = reported(scan)
    if told is None:
        return state
    return max(state, told, key=lambda each: SHIPMENTS[each].along)


def furthest(scans: Iterable[Scan]) -> ShipmentState:
    """Where all that was ever reported puts a parcel; the order does not matter."""
    state = ShipmentState.REQUESTED
    for scan in scans:
        state = after(state, scan)
    return state
