"""Deliver one message: at least once, never by two workers at a time, and never silently not."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.integrations import registry
from portal.integrations.backoff import wait
from portal.integrations.errors import Never, Retry, SlowDown
from portal.integrations.models import OutboxMessage
from portal.integrations.services.observe import kept
from portal.integrations.services.seats import take_seat

log = logging.getLogger(__name__)

State = OutboxMessage.State


def deliver(message_id: int) -> str | None:
    """Try to deliver the message and return the state it then has; None if it was not its turn.

    First the try is counted and the next one set, and committed, so that a message which kills its
    worker runs out of tries like any other. Then the handler runs while the row is locked: the
    lock, and what the handler wrote, vanish with a worker that dies. What was exchanged with a
    partner is written down after either end of that transaction.
    """
    attempt = _begin(message_id)
    if attempt is None:
        return None
    with kept(message_id):
        return _finish(message_id, attempt)


@transaction.atomic
def _begin(message_id: int) -> int | None:
    """Count a try if the message is due. None if it is not, or another worker has it."""
    now = timezone.now()
    message = _locked(message_id, next_try_at__lte=now)
    if message is None:
        return None
    try:
        handler = registry.find(message.handler)
    except registry.UnknownHandler:
        return _give_up(message, "no handler of this name")
    if message.attempts >= handler.tries:
        return _give_up(message, "the last try was cut off", handler)
    message.attempts += 1
    message.next_try_at = now + wait(message.attempts, handler.first_wait, handler.longest_wait)
    message.save(update_fields=["attempts", "next_try_at"])
    return message.attempts


@transaction.atomic
def _finish(message_id: int, attempt: int) -> str | None:
    message = _locked(message_id, attempts=attempt)
    if message is None:
        return None
    handler = registry.find(message.handler)
    try:
        with transaction.atomic():
            take_seat(message.connector)
            handler.deliver(_envelope(message))
    except Never as error:
        _give_up(message, error.reason, handler)
    except SlowDown as error:
        _later(message, handler, error)
    except Retry as error:
        _again(message, handler, error.reason)
    except Exception as error:
        log.exception("outbox message %s (%s)", message.pk, message.handler)
        _again(message, handler, f"unexpected {type(error).__name__}")
    else:
        _end(message, State.SENT)
    return message.state


def _locked(message_id: int, **due: object) -> OutboxMessage | None:
    waiting = OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",))
    return waiting.filter(pk=message_id, state=State.PENDING, **due).first()


def _envelope(message: OutboxMessage) -> registry.Envelope:
    return registry.Envelope(
        id=message.pk,
        key=message.key,
        event_id=message.event_id,
        recipient=message.recipient,
        channel=message.channel,
        payload=message.payload,
        attempt=message.attempts,
    )


def _again(message: OutboxMessage, handler: registry.Handler, reason: str) -> None:
    if message.attempts >= handler.tries:
        _give_up(message, reason, handler)
        return
    message.last_error = _short(reason)
    message.save(update_fields=["last_error"])


def _later(message: OutboxMessage, handler: registry.Handler, error: SlowDown) -> None:
    """Wait as asked, without counting the try, unless the message has waited too long."""
    now = timezone.now()
    if now + error.after - message.asked_at > handler.patience:
        _give_up(message, error.reason, handler)
        return
    message.attempts -= 1
    message.next_try_at = now + max(error.after, timedelta(seconds=1))
    message.last_error = _short(error.reason)
    message.save(update_fields=["attempts", "next_try_at", "last_error"])


def _give_up(message: OutboxMessage, reason: str, handler: registry.Handler | None = None) -> None:
    """End as FAILED and let the handler's app write what an official must see."""
    message.last_error = _short(reason)
    _end(message, State.FAILED)
    log.error("outbox message %s (%s) given up: %s", message.pk, message.handler, reason)
    if handler and handler.gave_up:
        try:
            with transaction.atomic():
                handler.gave_up(_envelope(message), message.last_error)
        except Exception:
            # The outbox row itself shows the failure; it must not be tried for ever instead.
            log.exception("outbox message %s: its app could not record the failure", message.pk)


def _end(message: OutboxMessage, state: str, at: datetime | None = None) -> None:
    message.state = state
    message.ended_at = at or timezone.now()
    if state == State.SENT:
        message.last_error = ""
    message.save(update_fields=["state", "ended_at", "last_error"])


def _short(reason: str) -> str:
    return reason[: OutboxMessage._meta.get_field("last_error").max_length]
