"""Send a delivery; called by the outbox, inside the transaction of the try."""

from datetime import datetime

from django.utils import timezone

from portal.integrations.errors import Never
from portal.messaging.gateways import gateway
from portal.messaging.letters import Letter, as_mail, letter_of, message_id
from portal.messaging.mail import send_mail
from portal.messaging.models import Delivery

State = Delivery.State


def send(*, delivery_id: int) -> Delivery:
    """Hand the delivery to its carrier and record that.

    What has been sent is not sent again; what is no longer valid or has no address any more becomes
    SKIPPED. A delivery given up may be sent after all, when an official asks for it. Raises Retry,
    SlowDown or Never, changing nothing.
    """
    delivery = _locked(delivery_id)
    if delivery.state not in (State.QUEUED, State.FAILED):
        return delivery
    now = timezone.now()
    letter = letter_of(delivery)
    if letter is None:
        raise Never("the words are no longer kept")
    if delivery.valid_until and delivery.valid_until < now:
        return _end(delivery, State.SKIPPED, Delivery.Obstacle.TOO_LATE)
    if not letter.to:
        return _end(delivery, State.SKIPPED, Delivery.Obstacle.NO_ADDRESS)
    _hand_over(delivery, letter)
    return _end(delivery, State.SENT, sent_at=now)


def give_up(*, delivery_id: int, reason: str) -> Delivery:
    """Record that the delivery could not be made, for officials and for the recipient to see."""
    delivery = _locked(delivery_id)
    if delivery.state != State.QUEUED:
        return delivery
    return _end(delivery, State.FAILED, reason)


def _locked(delivery_id: int) -> Delivery:
    deliveries = Delivery.objects.select_related("notice__recipient")
    return deliveries.select_for_update(of=("self",)).get(pk=delivery_id)


def _hand_over(delivery: Delivery, letter: Letter) -> None:
    if delivery.channel == Delivery.Channel.SMS:
        gateway().send(to=letter.to, text=letter.body, key=str(delivery.public_id))
        return
    delivery.message_id = message_id(delivery)
    send_mail(as_mail(delivery, letter))


def _end(
    delivery: Delivery, state: str, reason: str = "", sent_at: datetime | None = None
) -> Delivery:
    delivery.state, delivery.reason, delivery.sent_at = state, reason, sent_at
    delivery.sealed = ""
    delivery.save(update_fields=["state", "reason", "sent_at", "sealed", "message_id"])
    return delivery
