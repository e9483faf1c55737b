"""Envelopes change hands: from the desk to a carrier, and from a carrier to the desk."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import PostHandOver, Shipment
from dossiers.models.shipment import Source
from dossiers.services.shipments.frame import CHANGED, Handling, handling
from dossiers.services.shipments.report import take_report
from dossiers.workflow.shipment import BEFORE_COLLECTION
from portal.agencies.models import Agency
from portal.integrations.post.port import Report, Scan
from portal.kernel.text import nfc


def hand_over(
    *,
    desk: Agency,
    carrier: str,
    shipments: Collection[Shipment],
    by: Any,
    courier: str,
    at: datetime | None = None,
) -> PostHandOver:
    """Give packed envelopes to the carrier's `courier`, all on one list or none.

    Raises `Invalid` when nothing is ticked or nobody is named, `Conflict` when one of them has left
    already, `NotAllowed`.
    """
    at = at or timezone.now()
    courier = nfc(courier.strip())[:200]
    if not courier:
        raise Invalid({"courier": _("Write the name of the person who takes the envelopes.")})
    if not shipments:
        raise Invalid({"envelopes": _("Tick the envelopes that are given.")})
    with transaction.atomic():
        made = PostHandOver.objects.create(
            desk=desk, carrier=carrier, at=at, by=by, courier=courier
        )
        for shipment in sorted(shipments, key=lambda each: (each.dossier_id, each.pk)):
            with handling(shipment, by=by, at=at) as handled:
                _give(handled, made)
    return made


def _give(handled: Handling, made: PostHandOver) -> None:
    found = handled.shipment
    fits = found.desk_id == made.desk_id and found.carrier == made.carrier and found.packed_at
    if not fits or found.hand_over_id or found.state not in BEFORE_COLLECTION:
        raise Conflict(handled.dossier, CHANGED)
    found.hand_over = made
    report = Report(found.order_key, Scan.COLLECTED, handled.at, "handed_over")
    take_report(handled, report, Source.DESK)


def receive_envelope(
    *,
    shipment: Shipment,
    by: Any,
    expected_version: int,
    arrived: Collection[int],
    at: datetime | None = None,
) -> Shipment:
    """An envelope with papers has arrived at the desk; `arrived` are the things found in it.

    Raises `Conflict` when it was taken in already or does not come to this desk, `NotAllowed`.
    """
    with handling(shipment, by=by, expected_version=expected_version, at=at) as handled:
        found = handled.shipment
        if found.is_out or found.received_at:
            raise Conflict(handled.dossier, CHANGED)
        here = set(arrived)
        for item in found.items.order_by("id"):
            item.arrived = item.pk in here
            item.save(update_fields=["arrived"])
        found.received_at, found.received_by = handled.at, by
        report = Report(found.order_key, Scan.DELIVERED, handled.at, "received")
        take_report(handled, report, Source.DESK)
        missing = found.items.filter(arrived=False).count()
        handled.save("received", missing=missing)
    return handled.shipment
