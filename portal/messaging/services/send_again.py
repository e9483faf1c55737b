"""An official has a delivery sent again that did not arrive, or of which nobody knows."""

from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.messaging.kinds import kind_of
from portal.messaging.models import Delivery
from portal.messaging.services.dispatch import once_more
from portal.messaging.services.end import locked
from portal.messaging.services.evidence import keep

MENDABLE = (Delivery.State.FAILED, Delivery.State.UNKNOWN)


@transaction.atomic
def send_again(*, delivery_id: int, by: Actor) -> bool:
    """A new request for the same words. False for what is under way, arrived or has no words left.

    Who asks takes it upon himself that a message of unknown outcome may come twice.
    """
    delivery = locked(delivery_id)
    if delivery.state not in MENDABLE or delivery.notice is None:
        return False
    record("delivery.sent_again", delivery, by, {"was": delivery.state})
    keep(delivery.notice, "notice.sent_again", by=by, delivery=delivery.pk)
    once_more(delivery, kind_of(delivery.text))
    return True
