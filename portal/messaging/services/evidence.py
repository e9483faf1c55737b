"""What was tried with a binding notice and what came of it: events, which only grow."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.messaging.models import Delivery, Ladder, Notice
from portal.messaging.workflow import PHONE, PROOFS, Channel, Climb, DeliveryState, Rung

KINDS = {
    DeliveryState.SENT: "notice.sent",
    DeliveryState.DELIVERED: "notice.delivered",
    DeliveryState.UNKNOWN: "notice.unknown",
    DeliveryState.FAILED: "notice.failed",
    DeliveryState.SKIPPED: "notice.not_sent",
}
HOPELESS = (DeliveryState.FAILED, DeliveryState.SKIPPED)


def keep(
    notice: Notice, kind: str, *, by: Actor = SYSTEM, at: datetime | None = None, **facts: Any
) -> None:
    """Record that `kind` happened to a binding notice; a proof ends its climbing.

    Notices without a ladder leave no evidence beyond their own rows.
    """
    ladder = Ladder.objects.select_for_update().filter(notice=notice).first()
    if ladder is None:
        return
    moment = at or timezone.now()
    record(kind, notice, by, facts, at=moment)
    if kind in PROOFS:
        _settle(ladder, moment)


def keep_end(delivery: Delivery, at: datetime) -> None:
    """The evidence of a delivery that has come to an end, or to another one than before."""
    if delivery.notice is None or delivery.channel == Channel.ACCOUNT:
        return
    facts = {"delivery": delivery.pk, "channel": delivery.channel, "carrier": delivery.carrier}
    keep(delivery.notice, KINDS[delivery.state], at=at, **facts)
    if delivery.state in HOPELESS:
        _hasten(delivery.notice)


def _settle(ladder: Ladder, moment: datetime) -> None:
    """The first proven moment counts, in whichever order the proofs come in."""
    ladder.proven_at = min(ladder.proven_at or moment, moment)
    ladder.state, ladder.next_at, ladder.banner_since = Climb.PROVEN, None, None
    ladder.save(update_fields=["proven_at", "state", "next_at", "banner_since"])


def _hasten(notice: Notice) -> None:
    """Nothing is left to wait for when every way taken so far has failed."""
    outward = notice.deliveries.exclude(channel=Channel.ACCOUNT)
    if outward.exclude(state__in=HOPELESS).exists():
        return
    waiting = Ladder.objects.filter(
        notice=notice, state=Climb.CLIMBING, rung__in=("", Rung.EMAIL, Rung.TEXT)
    )
    waiting.update(next_at=timezone.now())


def rung_of(channel: str) -> Rung:
    return Rung.TEXT if channel in PHONE else Rung.EMAIL
