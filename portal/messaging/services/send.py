"""Send a letter; called by the outbox, inside the transaction of the try."""

from django.utils import timezone

from portal.integrations.errors import Never
from portal.messaging.letters import Letter, as_mail, letter_of, message_id
from portal.messaging.mail import send_mail
from portal.messaging.models import Delivery
from portal.messaging.services.end import end, locked

State = Delivery.State


def send(*, delivery_id: int) -> Delivery:
    """Hand the letter to the mail server and record that.

    What has been sent is not sent again; what is no longer valid or has no address any more becomes
    SKIPPED. A delivery given up may be sent after all, when an official asks for it. Raises Retry,
    SlowDown or Never, changing nothing.
    """
    delivery = locked(delivery_id)
    if delivery.state not in (State.QUEUED, State.FAILED):
        return delivery
    letter = ready(delivery)
    if letter is None:
        return delivery
    delivery.message_id = message_id(delivery)
    send_mail(as_mail(delivery, letter))
    return end(delivery, State.SENT)


def ready(delivery: Delivery) -> Letter | None:
    """The letter, or None when there is nothing to send any more and the delivery has ended.

    Raises Never when its words are gone.
    """
    letter = letter_of(delivery)
    if letter is None:
        raise Never("the words are no longer kept")
    if delivery.valid_until and delivery.valid_until < timezone.now():
        end(delivery, State.SKIPPED, Delivery.Obstacle.TOO_LATE)
        return None
    if not letter.to:
        end(delivery, State.SKIPPED, Delivery.Obstacle.NO_ADDRESS)
        return None
    return letter


def give_up(*, delivery_id: int, reason: str) -> Delivery:
    """Record that the delivery could not be made, for officials and for the recipient to see."""
    delivery = locked(delivery_id)
    if delivery.state != State.QUEUED:
        return delivery
    return end(delivery, State.FAILED, reason)
