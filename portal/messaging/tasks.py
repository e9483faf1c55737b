"""Doors for the outbox: they load, call a verb, and let it say how the carrier answered."""

from portal.audit.models import Event
from portal.documents.checking import check_path
from portal.documents.models import IssuedDocument
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


@handler("messaging.paper_revoked", queue=NOTICES)
def tell_owner(envelope: Envelope) -> None:
    """Whoever a revoked paper was issued to must not go on relying on it."""
    document = IssuedDocument.objects.select_related("agency", "owner").get(
        pk=envelope.payload["document"]
    )
    if document.owner:
        event = Event.objects.get(pk=envelope.event_id)
        path = check_path(document.code)
        services.notify(
            event, "documents/revoked_for_owner", document.owner, {"paper": document}, path
        )
