"""An official has a given-up message sent again."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.integrations.models import OutboxMessage
from portal.integrations.services.wake import wake


@transaction.atomic
def resend(*, message_id: int, by: Actor) -> bool:
    """Start the tries anew under the same key. False if the message is not one given up."""
    message = OutboxMessage.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.state != OutboxMessage.State.FAILED:
        return False
    now = timezone.now()
    message.state = OutboxMessage.State.PENDING
    message.attempts = 0
    message.asked_at = message.next_try_at = now
    message.ended_at = message.woken_at = None
    message.save()
    record("outbox.resent", message, by, {"handler": message.handler})
    transaction.on_commit(partial(wake, message.pk, message.handler), robust=True)
    return True
