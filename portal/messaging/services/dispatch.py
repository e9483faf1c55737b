"""Put a notice on its way by one channel: now, in the morning, or together with others."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from portal.audit.models import Event
from portal.integrations.services import put
from portal.messaging.gateways import MAIL, gateways
from portal.messaging.kinds import Kind
from portal.messaging.masks import masked
from portal.messaging.models import Delivery, Notice, Wishes
from portal.messaging.services.evidence import keep_end
from portal.messaging.waiting import after_quiet_hours, next_digest
from portal.messaging.ways import Way, address_of
from portal.messaging.workflow import PHONE, Channel

HANDLERS = {
    Channel.EMAIL: "messaging.email",
    Channel.SMS: "messaging.sms",
    Channel.ZALO: "messaging.zalo",
}
HOUR = timedelta(hours=1)
State = Delivery.State


def dispatch(notice: Notice, chosen: Way, kind: Kind) -> Delivery:
    """The delivery of the notice by this way, waiting where it has to.

    Telephones do not ring in quiet hours. What waits for the same person and channel goes out as
    one message; so does what comes after many in one hour. Nothing urgent waits, and a binding
    letter is a letter of its own. Zalo's templates cannot be gathered.
    """
    delivery = new_delivery(chosen, text=notice.text, notice=notice)
    if chosen.channel == Channel.ACCOUNT:
        delivery.state, delivery.sent_at = State.SENT, timezone.now()
    if delivery.state == State.QUEUED:
        _arrange(delivery, kind)
    delivery.save()
    if delivery.state == State.SKIPPED:
        keep_end(delivery, delivery.created_at)
    queue(notice.event, delivery)
    return delivery


def once_more(delivery: Delivery, kind: Kind) -> Delivery:
    """Send after all what ended without arriving; what it asks of a carrier is a new request."""
    delivery.state, delivery.reason, delivery.address = State.QUEUED, "", _address_now(delivery)
    delivery.leader = delivery.not_before = None
    delivery.turn += 1
    delivery.carrier = _first_carrier(delivery.channel)
    _arrange(delivery, kind)
    delivery.save()
    queue(delivery.notice.event, delivery)
    return delivery


def _address_now(delivery: Delivery) -> str:
    return masked(address_of(delivery.notice.recipient, delivery.channel))


def _first_carrier(channel: str) -> str:
    found = gateways() if channel == Channel.SMS else []
    return found[0].name if found else ""


def new_delivery(chosen: Way, **fields: Any) -> Delivery:
    state = State.SKIPPED if chosen.obstacle else State.QUEUED
    return Delivery(
        channel=chosen.channel,
        address=masked(chosen.address),
        state=state,
        reason=chosen.obstacle,
        carrier=_first_carrier(chosen.channel),
        **fields,
    )


def queue(event: Event | None, delivery: Delivery) -> None:
    """One row of the outbox is one request: a text message is never asked for twice in one."""
    if delivery.state != State.QUEUED or delivery.leader_id:
        return
    suffix = f":{delivery.turn}" if delivery.turn else ""
    put(
        HANDLERS[delivery.channel],
        event,
        f"delivery:{delivery.pk}{suffix}",
        delivery.channel,
        {"delivery": delivery.pk, "turn": delivery.turn},
        connector=_connector(delivery),
        not_before=delivery.not_before,
    )


def _connector(delivery: Delivery) -> str:
    if delivery.channel == Channel.ZALO:
        return "zalo"
    return "" if delivery.carrier == MAIL.name else delivery.carrier


def _arrange(delivery: Delivery, kind: Kind) -> None:
    if kind.urgent:
        return
    now = timezone.now()
    rings = delivery.channel in PHONE
    due = after_quiet_hours(now) if rings else now
    may_be_gathered = delivery.channel != Channel.ZALO and (rings or not kind.binding)
    if may_be_gathered:
        due = max(due, _with_others_at(delivery, now))
        delivery.leader = _waiting_for(delivery, now)
    if due > now:
        delivery.not_before = due


def _with_others_at(delivery: Delivery, now: datetime) -> datetime:
    """When the person gets what is gathered; `now` when nothing is."""
    recipient = delivery.notice.recipient_id
    wants_digest = Wishes.objects.filter(pk=recipient, digest=True).exists()
    if wants_digest and delivery.channel == Channel.EMAIL:
        return next_digest(now)
    lately = Delivery.objects.filter(
        notice__recipient_id=recipient,
        notice__created_at__gt=now - HOUR,
        channel=delivery.channel,
        leader=None,
    ).exclude(state=State.SKIPPED)
    many = settings.NOTICES_AN_HOUR
    return now + HOUR if len(lately.order_by().values_list("pk")[:many]) >= many else now


def _waiting_for(delivery: Delivery, now: datetime) -> Delivery | None:
    """A message to the same person that still waits, locked, so that it does not leave without."""
    waiting = Delivery.objects.select_for_update(of=("self",)).filter(
        notice__recipient_id=delivery.notice.recipient_id,
        channel=delivery.channel,
        state=State.QUEUED,
        leader=None,
        not_before__gt=now,
    )
    return waiting.order_by("id").first()
