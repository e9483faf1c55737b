"""An official has given-up messages sent again."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.models import OutboxMessage
from portal.integrations.services.switch import SUBJECT
from portal.integrations.services.wake import wake

State = OutboxMessage.State
# As many as one request can move; the page says that more are left.
AT_ONCE = 1000


@transaction.atomic
def resend(*, message_id: int, by: Actor) -> bool:
    """Start the tries anew under the same key. False if the message is not one given up."""
    message = OutboxMessage.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.state != State.FAILED:
        return False
    now = timezone.now()
    message.state = State.PENDING
    message.attempts = 0
    message.asked_at = message.next_try_at = now
    message.ended_at = message.woken_at = None
    message.save()
    record("outbox.resent", message, by, {"handler": message.handler})
    transaction.on_commit(partial(wake, message.pk, message.handler), robust=True)
    return True


@transaction.atomic
def resend_all(*, name: str, by: Actor) -> int:
    """The same for all that the connector gave up, the oldest thousand; returns how many.

    The sweeper hands them to the workers, a portion at a time.
    """
    given_up = OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        connector=name, state=State.FAILED
    )
    found = list(given_up.order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    if not found:
        return 0
    now = timezone.now()
    OutboxMessage.objects.filter(pk__in=found).update(
        state=State.PENDING,
        attempts=0,
        asked_at=now,
        next_try_at=now,
        ended_at=None,
        woken_at=None,
    )
    record("connector.resent", Subject(SUBJECT, name), by, {"messages": len(found)})
    return len(found)
