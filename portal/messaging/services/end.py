"""How a delivery comes to an end: the one place that writes its state."""

from datetime import datetime

from django.utils import timezone

from portal.messaging.models import Delivery
from portal.messaging.services.evidence import keep_end

State = Delivery.State
FIELDS = [
    "state", "reason", "sealed", "message_id", "carrier", "reference", "sent_at", "delivered_at",
]  # fmt: skip


def locked(delivery_id: int, *, nowait: bool = False) -> Delivery:
    """The delivery, held until the transaction ends. With `nowait` OperationalError instead of
    waiting for a worker that holds it.
    """
    deliveries = Delivery.objects.select_related("notice__recipient", "notice__event")
    return deliveries.select_for_update(of=("self",), nowait=nowait).get(pk=delivery_id)


def end(delivery: Delivery, state: str, reason: str = "", at: datetime | None = None) -> Delivery:
    """Write how the delivery ended, and the same for all that went out inside it."""
    moment = at or timezone.now()
    for each in [delivery, *_inside(delivery)]:
        each.carrier, each.reference = delivery.carrier, delivery.reference
        each.message_id = delivery.message_id
        _write(each, state, reason, moment)
    return delivery


def _inside(delivery: Delivery) -> list[Delivery]:
    gathered = delivery.gathered.select_for_update(of=("self",)).order_by("id")
    return list(gathered.select_related("notice"))


def _write(delivery: Delivery, state: str, reason: str, moment: datetime) -> None:
    delivery.state, delivery.sealed = state, ""
    delivery.reason = reason[: Delivery._meta.get_field("reason").max_length]
    if state == State.SENT:
        delivery.sent_at = moment
    if state == State.DELIVERED:
        delivery.delivered_at = moment
    delivery.save(update_fields=FIELDS)
    keep_end(delivery, moment)
