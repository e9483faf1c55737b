"""A person asks for the post: papers fetched at home, the result brought home."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict
from dossiers.models import Dossier, Shipment, ShipmentItem
from dossiers.models.dossier import ReturnWay
from dossiers.models.shipment import Direction
from dossiers.rules.postage import grams_of
from dossiers.selectors.drafts import asked_papers
from dossiers.selectors.postage import USUAL_SHEETS, Address, price_for
from dossiers.selectors.shipments import open_shipment
from dossiers.services.change import changing
from dossiers.services.shipments.collected import charge_postage
from dossiers.services.shipments.frame import Handling, acting, lock
from dossiers.services.shipments.order import ask_order, key_of
from dossiers.services.shipments.ready import post_by
from dossiers.workflow import FINAL, TABLE, Action, State
from portal.audit.actors import Actor

THERE_IS_ONE = _("An envelope is on its way already. Follow it on the page of the dossier.")
TOO_LATE = _("The dossier has ended; nothing can be sent any more.")
RESULT = "Kết quả giải quyết thủ tục hành chính"


def request_shipment(
    *,
    dossier: Dossier,
    by: Any,
    direction: str,
    address: Address,
    expected_version: int | None = None,
    at: datetime | None = None,
) -> Shipment:
    """The owner asks for the post on a dossier already filed.

    Papers are ordered at once; a result is packed and ordered when it is ready. Raises `Invalid`,
    `NotAllowed`, `Conflict` while an envelope of this direction is on its way.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = lock(dossier.pk)
        if expected_version is not None and expected_version != locked.version:
            raise Conflict(locked)
        actor = acting(by, locked, locked.receiving_agency, True, timezone.localdate(at))
        if locked.state in FINAL:
            raise Conflict(locked, TOO_LATE)
        if open_shipment(locked, direction) is not None:
            raise Conflict(locked, THERE_IS_ONE)
        if direction == Direction.OUT:
            locked = choose_way(locked, by, ReturnWay.POST, at)
        return make(locked, by, actor, direction, address, at)


def choose_way(dossier: Dossier, by: Any, way: str, at: datetime) -> Dossier:
    """Write how the result is to come, where that changes; one that nobody had fetched is thereby
    expected again. Raises `Conflict`, `NotAllowed`.
    """
    if dossier.return_way == way and dossier.state != State.UNCLAIMED:
        return dossier
    with changing(
        dossier, Action.CHOOSE_RETURN, by=by, expected_version=dossier.version, at=at
    ) as change:
        change.dossier.return_way = way
        change.record(way=way)
    return change.dossier


def request_from_draft(dossier: Dossier, chosen: dict[str, dict], by: Any, at: datetime) -> None:
    """What was chosen in the draft of a dossier that was just filed; in its transaction."""
    for direction in Direction:
        if direction == Direction.OUT and dossier.return_way != ReturnWay.POST:
            continue
        if direction in chosen:
            address = Address(**chosen[direction])
            make(dossier, by, Actor.citizen(by), direction, address, at)


def make(
    dossier: Dossier, by: Any, actor: Actor, direction: str, address: Address, at: datetime
) -> Shipment:
    """Write the parcel down and, for papers, have it ordered. Raises `Invalid`."""
    labels = contents(dossier, direction)
    day = timezone.localdate(at)
    service, price = price_for(dossier.receiving_agency, direction, address, day)
    last = dossier.shipments.filter(direction=direction).order_by("-attempt").first()
    shipment = Shipment(
        dossier=dossier,
        desk=dossier.receiving_agency,
        service=service,
        direction=direction,
        attempt=last.attempt + 1 if last else 1,
        carrier=service.carrier,
        person=address.person,
        phone=address.phone,
        email=address.email,
        province_code=address.province,
        commune_code=address.commune,
        detail=address.detail,
        note=address.note,
        grams=grams_of(USUAL_SHEETS),
        fee=price.amount,
        tariff_line=price.line,
        requested_at=at,
        requested_by=by,
    )
    shipment.order_key = f"{key_of(dossier, shipment)}/{direction}{shipment.attempt}"
    if direction == Direction.OUT and dossier.state == State.DONE:
        shipment.post_by = post_by(dossier, at)
    shipment.save()
    ShipmentItem.objects.bulk_create(
        ShipmentItem(shipment=shipment, label=label) for label in labels
    )
    handled = Handling(shipment, dossier, by, actor, at)
    handled.save("requested", direction=direction, fee=int(shipment.fee))
    charge_postage(handled, shipment.fee)
    if direction == Direction.IN:
        ask_order(handled)
    return shipment


def contents(dossier: Dossier, direction: str) -> Iterable[str]:
    """What is to lie in the envelope: the result, or the papers that are asked for."""
    if direction == Direction.OUT:
        return [RESULT]
    return [paper.title[:500] for paper in asked_papers(dossier)] or ["Giấy tờ của hồ sơ"]


def may_ask(dossier: Dossier, direction: str) -> bool:
    """Whether the state of the dossier allows to ask for the post."""
    if direction == Direction.OUT:
        return dossier.state in TABLE[Action.CHOOSE_RETURN].moves
    return dossier.state in WAITS_FOR_PAPERS


WAITS_FOR_PAPERS = frozenset(
    {State.SUBMITTED, State.ASKED_AT_DESK, State.ACCEPTED, State.ASKED_IN_APPRAISAL}
)
