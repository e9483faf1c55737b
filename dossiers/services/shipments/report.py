"""What is said of a parcel, by its carrier or by us, and what follows for dossier and people."""

from collections.abc import Callable

from django.contrib.auth import get_user_model

from dossiers.models import Shipment, ShipmentReport
from dossiers.models.shipment import Direction, Problem
from dossiers.services.change import changing
from dossiers.services.shipments.collected import collected_at_door
from dossiers.services.shipments.frame import Handling
from dossiers.services.tell import tell
from dossiers.workflow import TABLE, Action
from dossiers.workflow.shipment import ENDED, ShipmentState, after
from portal.agencies.roles import Role
from portal.agencies.selectors import holders
from portal.audit.models import Event
from portal.integrations.post.port import Report
from portal.kernel.hashing import canonical_json, sha256_hex
from portal.messaging.services import notify

TEXTS = {
    (Direction.IN, ShipmentState.COLLECTING),
    (Direction.IN, ShipmentState.MISSED),
    (Direction.IN, ShipmentState.COLLECTED),
    (Direction.IN, ShipmentState.DELIVERED),
    (Direction.IN, ShipmentState.RETURNED),
    (Direction.IN, ShipmentState.LOST),
    (Direction.OUT, ShipmentState.COLLECTED),
    (Direction.OUT, ShipmentState.FAILED),
    (Direction.OUT, ShipmentState.RETURNED),
    (Direction.OUT, ShipmentState.LOST),
    (Direction.OUT, ShipmentState.DELIVERED),
}
"""Of what the person is told at once; the rest stands on the page."""

TO_DESK = {ShipmentState.FAILED, ShipmentState.RETURNED, ShipmentState.LOST}


def take_report(handled: Handling, report: Report, source: str) -> bool:
    """Keep the report, once, and move the parcel if it is further than before.

    False for a report that is known already. The order in which reports come does not matter for
    where the parcel ends; what a report means for the dossier is done when it first takes effect.
    """
    if not _keep(handled, report, source):
        return False
    shipment = handled.shipment
    before, shipment.state = shipment.state, after(ShipmentState(shipment.state), report.scan)
    _learn(shipment, report)
    if report.cod is not None and shipment.cod_collected is None:
        collected_at_door(handled, report.cod)
    if before == shipment.state:
        handled.save("reported", scan=report.scan)
        return True
    if shipment.state in ENDED:
        shipment.ended_at = handled.at
    shipment.reminded_at = None
    if shipment.state == ShipmentState.LOST:
        shipment.problem = Problem.DAMAGED
    event = handled.save("moved", before=before, scan=report.scan)
    _follow(handled)
    _tell(handled, event)
    return True


def _keep(handled: Handling, report: Report, source: str) -> bool:
    said = [report.scan, report.at, report.code, report.place, report.reason]
    _row, is_new = ShipmentReport.objects.get_or_create(
        shipment=handled.shipment,
        digest=sha256_hex(canonical_json(said)),
        defaults={
            "scan": report.scan,
            "source": source,
            "at": report.at,
            "received_at": handled.at,
            "code": report.code[:60],
            "text": report.text,
            "place": report.place[:300],
            "reason": report.reason,
        },
    )
    return is_new


def _learn(shipment: Shipment, report: Report) -> None:
    """A number or a name that the carrier tells and we did not know."""
    if report.receiver and not shipment.taken_by:
        shipment.taken_by = report.receiver
    if report.number and not shipment.waybill:
        others = Shipment.objects.filter(carrier=shipment.carrier, waybill=report.number[:40])
        if not others.exists():
            shipment.waybill = report.number[:40]


def _follow(handled: Handling) -> None:
    """The dossier of a result moves with its envelope."""
    if handled.shipment.direction == Direction.OUT:
        step = STEPS.get(ShipmentState(handled.shipment.state))
        if step is not None:
            step(handled)


def _step(action: Action) -> Callable[[Handling], None]:
    def move(handled: Handling) -> None:
        dossier = handled.dossier
        if dossier.state not in TABLE[action].moves:
            return
        by = handled.by if action == Action.POST_RESULT else None
        version = dossier.version if by is not None else None
        with changing(dossier, action, by=by, expected_version=version, at=handled.at) as change:
            if action == Action.DELIVER_POSTED:
                change.dossier.received_by = handled.shipment.person
            change.record(shipment=handled.shipment.pk)
        handled.dossier = change.dossier

    return move


STEPS = {
    ShipmentState.COLLECTED: _step(Action.POST_RESULT),
    ShipmentState.IN_TRANSIT: _step(Action.POST_RESULT),
    ShipmentState.FAILED: _step(Action.FAIL_POSTED),
    ShipmentState.RETURNED: _step(Action.FAIL_POSTED),
    ShipmentState.LOST: _step(Action.FAIL_POSTED),
    ShipmentState.DELIVERED: _step(Action.DELIVER_POSTED),
}


def _tell(handled: Handling, event: Event) -> None:
    shipment, dossier = handled.shipment, handled.dossier
    state, context = ShipmentState(shipment.state), {"dossier": dossier, "shipment": shipment}
    if (shipment.direction, state) in TEXTS:
        text = f"dossiers/post_{shipment.direction.lower()}_{state.lower()}_for_citizen"
        tell(event, text, dossier, context, dossier.get_absolute_url())
    if state in TO_DESK:
        tell_desk(handled, event, "dossiers/post_trouble_for_official")


def tell_desk(handled: Handling, event: Event, text: str) -> None:
    """Everyone of the parcel's desk."""
    context = {"dossier": handled.dossier, "shipment": handled.shipment}
    for person in desk_people(handled):
        notify(event, text, person, context, handled.shipment.desk_url)


def desk_people(handled: Handling) -> list:
    ids = holders(Role.DESK, handled.shipment.desk, handled.day)
    return list(get_user_model().objects.filter(pk__in=ids).order_by("pk"))
