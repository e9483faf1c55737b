"""Doors for the outbox: they load, call a verb, and let it say how the carrier answered."""

from portal.integrations.queues import NOTICES
from portal.integrations.registry import Envelope, handler
from portal.messaging import services


def _gave_up(envelope: Envelope, reason: str) -> None:
    services.give_up(delivery_id=envelope.payload["delivery"], reason=reason)


@handler("messaging.email", queue=NOTICES, gave_up=_gave_up)
def deliver_mail(envelope: Envelope) -> None:
    services.send(delivery_id=envelope.payload["delivery"])


@handler("messaging.sms", queue=NOTICES, gave_up=_gave_up)
def deliver_text_message(envelope: Envelope) -> None:
    services.send(delivery_id=envelope.payload["delivery"])
