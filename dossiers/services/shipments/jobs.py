"""Rounds of the post: orders that waited, reports, people who are reminded."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from dossiers.models import Shipment
from dossiers.models.shipment import Direction, Problem
from dossiers.rules.postage import AGAIN_AFTER, CHOICE_REMINDER_DAYS, COLLECTION_REMINDER_DAYS
from dossiers.services.shipments.frame import Handling, handling
from dossiers.services.shipments.pack import order_again
from dossiers.services.shipments.report import tell_desk
from dossiers.services.tell import tell
from dossiers.services.watch.each import tell_each
from dossiers.workflow import State
from dossiers.workflow.shipment import ENDED, ShipmentState

BATCH = 200
MENDED = (Problem.NO_WAYBILL, Problem.NO_PROVINCE)


def order_waiting(direction: str, at: datetime | None = None) -> int:
    """Order again what waited for numbers or codes, and what the carrier was away for; how many
    went out. What the carrier refused waits for an official.
    """
    at = at or timezone.now()
    rows = Shipment.objects.filter(
        Q(problem__in=MENDED) | Q(problem=Problem.GAVE_UP, asked_at__lt=at - AGAIN_AFTER),
        direction=direction,
        ordered_at=None,
        ended_at=None,
    )
    return tell_each(_some(rows), lambda row: order_again(shipment=row, by=None, at=at))


def remind(at: datetime | None = None) -> int:
    """Remind each once: the desk of envelopes that should have left, both sides of papers that
    nobody has fetched, the person of a choice after a failed delivery. How many.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    told = Shipment.objects.filter(reminded_at=None)
    unsent = told.filter(
        direction=Direction.OUT,
        hand_over=None,
        post_by__lt=day,
        ended_at=None,
        dossier__state=State.DONE,
    ).exclude(state__in=[ShipmentState.FAILED, *ENDED])
    unfetched = told.filter(
        direction=Direction.IN,
        state__in=[ShipmentState.ACCEPTED, ShipmentState.COLLECTING, ShipmentState.MISSED],
        ordered_at__lt=at - timedelta(days=COLLECTION_REMINDER_DAYS.on(day)),
    )
    unchosen = told.filter(
        direction=Direction.OUT,
        state__in=[ShipmentState.FAILED, ShipmentState.RETURNED],
        dossier__state=State.DONE,
        reports__received_at__lt=at - timedelta(days=CHOICE_REMINDER_DAYS.on(day)),
    ).distinct()
    found = [(row, "dossiers/post_unsent_for_official") for row in _some(unsent)]
    found += [(row, "dossiers/post_unfetched_for_citizen") for row in _some(unfetched)]
    found += [(row, "dossiers/post_unchosen_for_citizen") for row in _some(unchosen)]
    return tell_each(found, lambda pair: _remind(pair[0], at, pair[1]))


def _some(rows) -> list[Shipment]:
    return list(rows.order_by("id")[:BATCH])


def _remind(shipment: Shipment, at: datetime, text: str) -> bool:
    with handling(shipment, by=None, at=at) as handled:
        if handled.shipment.reminded_at is not None or handled.shipment.state != shipment.state:
            return False
        handled.shipment.reminded_at = at
        event = handled.save("reminded")
        _tell(handled, event, text)
    return True


def _tell(handled: Handling, event, text: str) -> None:
    if text.endswith("official"):
        tell_desk(handled, event, text)
        return
    context = {"dossier": handled.dossier, "shipment": handled.shipment}
    tell(event, text, handled.dossier, context, handled.dossier.get_absolute_url())
