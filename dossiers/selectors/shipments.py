"""Parcels of a dossier and of a desk, in the words of the pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy, pgettext_lazy

from dossiers.models import Dossier, Shipment, ShipmentReport
from dossiers.models.shipment import Direction, Source
from dossiers.permissions import places_of
from dossiers.selectors.citizen import Moment
from dossiers.workflow import READY, State
from dossiers.workflow.shipment import (
    BEFORE_COLLECTION,
    ENDED,
    SHIPMENTS,
    UNDELIVERED,
    ShipmentState,
    reported,
)
from portal.agencies.roles import Role
from portal.integrations.post.port import Scan

PAGE = 50
BAD = UNDELIVERED | {ShipmentState.MISSED, ShipmentState.CANCELLED}
OPEN = frozenset(ShipmentState) - ENDED - UNDELIVERED


def collecting(dossier: Dossier) -> Shipment | None:
    """The parcel at whose door the carrier asks for what is unpaid; until it has come or come back
    nothing is paid in another way.
    """
    rows = dossier.shipments.filter(
        direction=Direction.OUT, packed_at__isnull=False, cod__gt=0, cod_collected=None
    )
    return rows.exclude(state__in=ENDED | UNDELIVERED).order_by("-id").first()


def shipments_of(dossier: Dossier) -> list[Shipment]:
    """Every parcel of a dossier, the newest first; asked for once, however many pieces of a page
    are about them.
    """
    rows = Shipment.objects.select_related("service", "desk").prefetch_related("items")
    prefetch_related_objects([dossier], Prefetch("shipments", rows.order_by("-id")))
    return list(dossier.shipments.all())


def open_shipment(dossier: Dossier, direction: str) -> Shipment | None:
    """The parcel of this direction that is on its way or waits to be; a failed one is not."""
    rows = dossier.shipments.filter(direction=direction, state__in=OPEN)
    return rows.order_by("-id").first()


def failed_shipment(dossier: Dossier, parcels: Collection[Shipment]) -> Shipment | None:
    """The result whose delivery failed and about which the person may choose now."""
    last = next((each for each in parcels if each.is_out), None)
    waits = last is not None and last.state in UNDELIVERED and dossier.state in READY
    return last if waits and dossier.return_way == "POST" else None


def tracking(dossier: Dossier) -> list[Moment]:
    """What happened to the parcels of a dossier, in plain words, oldest first."""
    rows = ShipmentReport.objects.filter(shipment__in=shipments_of(dossier)).exclude(
        scan=Scan.OTHER
    )
    found: dict[tuple[int, str], Moment] = {}
    for row in rows.select_related("shipment").order_by("at", "id"):
        # A carrier sorts a parcel ten times; a person wants to read once that it is on its way.
        told = found.setdefault((row.shipment_id, row.scan), _moment(row))
        if row.scan in (Scan.FAILED, Scan.MISSED) and told.at != row.at:
            found[row.shipment_id, f"{row.scan}{row.pk}"] = _moment(row)
    return list(found.values())


def _moment(row: ShipmentReport) -> Moment:
    shipment, state = row.shipment, reported(Scan(row.scan))
    what = WHAT[Direction(shipment.direction)]
    return Moment(
        at=row.at,
        title=f"{what}: {SHIPMENTS[state].label}",
        by=shipment.carrier_name if row.source in (Source.PUSH, Source.POLL) else "",
        text=". ".join(filter(None, [row.place, row.reason if state in BAD else ""])),
        kind="bad" if state in BAD else "done",
    )


WHAT = {
    Direction.IN: gettext_lazy("Papers by post"),
    Direction.OUT: gettext_lazy("Result by post"),
}


@dataclass(frozen=True)
class Tray:
    """One of the lists of the post at a desk."""

    key: str
    label: str
    where: Q


TRAYS = [
    Tray(
        "dong-goi",
        gettext_lazy("To pack"),
        Q(direction=Direction.OUT, state=ShipmentState.REQUESTED, packed_at=None)
        & Q(dossier__state=State.DONE),
    ),
    Tray(
        "ban-giao",
        gettext_lazy("To hand over"),
        Q(direction=Direction.OUT, hand_over=None, state__in=BEFORE_COLLECTION)
        & Q(packed_at__isnull=False),
    ),
    Tray(
        "dang-di",
        pgettext_lazy("parcels", "On their way"),
        Q(direction=Direction.OUT, state__in=[ShipmentState.COLLECTED, ShipmentState.IN_TRANSIT]),
    ),
    Tray(
        "sap-den",
        gettext_lazy("Expected here"),
        Q(direction=Direction.IN, received_at=None)
        & ~Q(state__in=ENDED - {ShipmentState.DELIVERED}),
    ),
    Tray(
        "su-co",
        gettext_lazy("Troubles"),
        ~Q(problem="") | Q(state__in=[ShipmentState.FAILED, ShipmentState.RETURNED]),
    ),
    Tray("tat-ca", pgettext_lazy("parcels", "All"), Q()),
]


def tray(key: str) -> Tray:
    return next((each for each in TRAYS if each.key == key), TRAYS[0])


def first_tray(user, on: date) -> Tray:
    """Where the desk has something to do; the first one when it has nothing."""
    return next((each for each in TRAYS[:-1] if in_tray(user, each, on).exists()), TRAYS[0])


def desk_shipments(user, on: date) -> QuerySet[Shipment]:
    """The parcels of the desks that this official works at."""
    desks = places_of(user, {Role.DESK}, on)
    return Shipment.objects.filter(desk__in=desks)


def in_tray(user, chosen: Tray, on: date) -> QuerySet[Shipment]:
    """One list, the newest first."""
    rows = desk_shipments(user, on).filter(chosen.where)
    return rows.select_related("dossier__revision", "service").order_by("-id")


def desk_shipment(user, public_id: UUID, on: date) -> Shipment | None:
    """One parcel of the official's desks; None for anybody else's."""
    rows = desk_shipments(user, on).select_related(
        "dossier__revision__procedure", "service", "desk", "packed_by", "received_by", "hand_over"
    )
    return rows.filter(public_id=public_id).first()


def find_envelope(user, words: str, on: date) -> list[Shipment]:
    """Parcels by waybill, order, dossier code or submission number, typed or scanned."""
    words = words.strip().upper()
    if not words:
        return []
    rows = desk_shipments(user, on).filter(
        Q(waybill=words)
        | Q(order_key=words)
        | Q(dossier__code=words)
        | Q(dossier__submission_number=words)
    )
    return list(rows.select_related("dossier__revision", "service").order_by("-id")[:PAGE])


def to_hand_over(user, on: date) -> list[Shipment]:
    """Packed envelopes that wait for the carrier, by desk and carrier."""
    rows = in_tray(user, tray("ban-giao"), on).filter(problem="").select_related("desk")
    return list(rows.order_by("desk_id", "carrier", "id")[: 4 * PAGE])
