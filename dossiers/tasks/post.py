"""Doors of the post for the worker: orders go out, reports come in, rounds are made."""

from celery import shared_task
from django.utils.translation import pgettext_lazy

from dossiers.models import Shipment
from dossiers.models.shipment import Direction, Problem
from dossiers.services.shipments.jobs import order_waiting, remind
from dossiers.services.shipments.order import CANCEL, ORDER, give_up_order, place_order
from dossiers.services.shipments.track import poll
from portal.integrations.errors import Never, NotDelivered
from portal.integrations.post.carriers import carrier, polled
from portal.integrations.queues import PARTNERS
from portal.integrations.registry import Envelope, handler
from portal.integrations.selectors import is_on


def _gave_up(envelope: Envelope, reason: str) -> None:
    give_up_order(Shipment.objects.get(pk=envelope.payload["shipment"]), Problem.GAVE_UP)


@handler(
    ORDER,
    label=pgettext_lazy("message kind", "Order of a courier"),
    queue=PARTNERS,
    gave_up=_gave_up,
)
def deliver_order(envelope: Envelope) -> None:
    shipment = Shipment.objects.select_related("service").get(pk=envelope.payload["shipment"])
    try:
        place_order(shipment)
    except Never:
        give_up_order(shipment, Problem.REFUSED)


@handler(CANCEL, label=pgettext_lazy("message kind", "Cancelled order"), queue=PARTNERS)
def deliver_cancelling(envelope: Envelope) -> None:
    """A carrier that refuses has the envelope already: its next report says so."""
    shipment = Shipment.objects.get(pk=envelope.payload["shipment"])
    carrier(shipment.carrier).cancel(shipment.order_key, shipment.waybill)


@shared_task(name="dossiers.post_collect")
def collect() -> int:
    return order_waiting(Direction.IN)


@shared_task(name="dossiers.post_deliver")
def deliver() -> int:
    return order_waiting(Direction.OUT)


@shared_task(name="dossiers.post_track")
def track() -> int:
    """A carrier that is away is asked again in the next round; its page of health shows it."""
    return sum(_asked(each) for each in polled() if is_on(each.name))


def _asked(each) -> int:
    try:
        return poll(each)
    except NotDelivered:
        return 0


@shared_task(name="dossiers.post_remind")
def remind_people() -> int:
    return remind()
