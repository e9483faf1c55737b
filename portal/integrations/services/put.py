"""Write down that something must leave the house."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.audit.models import Event
from portal.audit.payloads import plain
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import find
from portal.integrations.services.wake import wake


def put(
    handler: str,
    event: Event | None,
    recipient: str,
    channel: str,
    payload: Mapping[str, Any] | None = None,
    *,
    connector: str = "",
    not_before: datetime | None = None,
) -> OutboxMessage:
    """A row in the outbox, in the caller's transaction; a worker is woken when that commits.

    Calling it again for the same event, recipient, channel and handler gives back the first row.
    `recipient` is an id (`user:12`, `national-portal`), never an address or a number of a person;
    `connector` the partner it goes to, where the handler serves several. The first try is due at
    `not_before`; until then the row waits for the sweeper.
    Raises UnknownHandler, PayloadRefused, and TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"{handler} must be put inside the verb's transaction")
    partner = connector or find(handler).connector
    where = {"recipient": recipient, "channel": channel, "handler": handler}
    facts = plain(payload)
    now = timezone.now()
    due = max(not_before or now, now)
    content = {"connector": partner, "payload": facts, "next_try_at": due, "asked_at": due}
    if event is None:
        message, is_new = OutboxMessage.objects.create(**where, **content), True
    else:
        message, is_new = OutboxMessage.objects.get_or_create(
            event=event, **where, defaults=content
        )
    if is_new and due <= now:
        transaction.on_commit(partial(wake, message.pk, handler), robust=True)
    return message
