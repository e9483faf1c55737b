"""Doors for the outbox and for beat: they load, call a verb, and let it say how it went."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from portal.audit.models import Event
from portal.documents.checking import check_path
from portal.documents.models import IssuedDocument
from portal.integrations.queues import NOTICES, PARTNERS
from portal.integrations.registry import Envelope, handler
from portal.messaging import services


def _gave_up(envelope: Envelope, reason: str) -> None:
    services.give_up(delivery_id=envelope.payload["delivery"], reason=reason)


def _lost_text(envelope: Envelope, reason: str) -> None:
    services.lose_text(**_turn(envelope), reason=reason)


def _lost_zalo(envelope: Envelope, reason: str) -> None:
    services.lose_zalo(**_turn(envelope), reason=reason)


def _turn(envelope: Envelope) -> dict[str, int]:
    return {
        "delivery_id": envelope.payload["delivery"],
        "turn": envelope.payload.get("turn", 0),
    }


@handler(
    "messaging.email",
    label=pgettext_lazy("message kind", "E-mail"),
    queue=NOTICES,
    gave_up=_gave_up,
)
def deliver_mail(envelope: Envelope) -> None:
    services.send(delivery_id=envelope.payload["delivery"])


# One try a row: a second request to a carrier is a decision of the verb, with a row of its own.
@handler(
    "messaging.sms",
    label=pgettext_lazy("message kind", "Text message"),
    queue=PARTNERS,
    gave_up=_lost_text,
    tries=1,
)
def deliver_text_message(envelope: Envelope) -> None:
    services.send_text(**_turn(envelope))


@handler(
    "messaging.zalo",
    label=pgettext_lazy("message kind", "Message by Zalo"),
    queue=PARTNERS,
    gave_up=_lost_zalo,
    tries=1,
)
def deliver_by_zalo(envelope: Envelope) -> None:
    services.send_zalo(**_turn(envelope))


@handler(
    "messaging.paper_revoked",
    label=pgettext_lazy("message kind", "Notice of a revoked paper"),
    queue=NOTICES,
)
def tell_owner(envelope: Envelope) -> None:
    """Whoever a revoked or replaced paper was issued to must not go on relying on it."""
    rows = IssuedDocument.objects.select_related("agency", "owner", "replaced_by")
    document = rows.get(pk=envelope.payload["document"])
    if document.owner:
        event = Event.objects.get(pk=envelope.event_id)
        path = check_path(document.code)
        text = f"documents/{document.state.lower()}_for_owner"
        services.notify(event, text, document.owner, {"paper": document}, path)


@handler(
    "messaging.file_damaged",
    label=pgettext_lazy("message kind", "Warning of a damaged file"),
    queue=NOTICES,
)
def tell_administrators(envelope: Envelope) -> None:
    """A stored file is gone or is not what it was: those who can bring back a backup must know."""
    event = Event.objects.get(pk=envelope.event_id)
    path = reverse("admin:documents_storedfile_change", args=[envelope.payload["file"]])
    services.notify_administrators(event, "documents/file_damaged_for_official", path)


@shared_task(name="portal.messaging.climb")
def climb() -> None:
    services.climb_all(now=timezone.now())


@shared_task(name="portal.messaging.refresh_zalo")
def refresh_zalo() -> None:
    services.refresh_zalo_keys(now=timezone.now())
