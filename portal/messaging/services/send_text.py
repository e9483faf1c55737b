"""Send a text message: one row of the outbox is one request to one carrier, made at most once.

A carrier that surely has not taken the message lets the next one have its turn. A carrier whose
answer was lost is asked again only if it recognises repeats; otherwise the outcome stays unknown,
because two messages about one thing are worse than none: the notice stands in the account, and a
binding one climbs on.
"""

from datetime import timedelta

from django.utils import timezone

from portal.integrations.sms.messages import Outcome, TextMessage, Verdict
from portal.messaging.callbacks import report_address
from portal.messaging.gateways import Gateway, gateway_called, gateways, next_after
from portal.messaging.letters import Letter, as_text
from portal.messaging.models import Delivery
from portal.messaging.services.dispatch import queue
from portal.messaging.services.end import end, locked
from portal.messaging.services.send import ready

# After every carrier has refused, the round begins anew.
PAUSES = (1, 5, 30, 120, 360)
BRIEFLY = timedelta(minutes=1)
State = Delivery.State


def send_text(*, delivery_id: int, turn: int) -> Delivery:
    """Ask the carrier whose turn it is and write down what comes of it. Never raises for a carrier.

    Nothing is done for a turn that is over, and for a delivery that has ended.
    """
    delivery = locked(delivery_id)
    if delivery.state != State.QUEUED or delivery.turn != turn:
        return delivery
    gateway = gateway_called(delivery.carrier)
    if gateway is None:
        return end(delivery, State.SKIPPED, Delivery.Obstacle.NO_CARRIER)
    letter = ready(delivery)
    if letter is None:
        return delivery
    delivery.carrier = gateway.name
    return _follow(delivery, gateway, gateway.send(_message(delivery, gateway, letter)))


def lose_text(*, delivery_id: int, turn: int, reason: str) -> Delivery:
    """The request was cut off in the middle, with the worker that made it."""
    delivery = locked(delivery_id)
    gateway = gateway_called(delivery.carrier)
    if delivery.state != State.QUEUED or delivery.turn != turn or gateway is None:
        return delivery
    return _follow(delivery, gateway, Outcome(Verdict.UNKNOWN, reason))


def _message(delivery: Delivery, gateway: Gateway, letter: Letter) -> TextMessage:
    text, is_unicode = as_text(letter)
    return TextMessage(
        to=letter.to,
        text=text,
        key=str(delivery.public_id),
        is_unicode=is_unicode,
        report_to=report_address(gateway.name, delivery.public_id),
    )


def _follow(delivery: Delivery, gateway: Gateway, outcome: Outcome) -> Delivery:
    reason = f"{gateway.name}: {outcome.code}"
    rounds = delivery.turn // max(1, len(gateways()))
    tired = rounds >= len(PAUSES)
    if outcome.verdict == Verdict.TAKEN:
        delivery.reference = outcome.reference
        return end(delivery, State.SENT)
    if outcome.verdict == Verdict.BAD:
        return end(delivery, State.FAILED, reason)
    if outcome.verdict == Verdict.UNKNOWN:
        if gateway.drops_repeats and not tired:
            return _ask(delivery, gateway, BRIEFLY, reason)
        return end(delivery, State.UNKNOWN, reason)
    following, is_over = next_after(gateway.name)
    if following is None or tired:
        return end(delivery, State.FAILED, reason)
    pause = timedelta(minutes=PAUSES[rounds]) if is_over else timedelta()
    return _ask(delivery, following, pause, reason)


def _ask(delivery: Delivery, gateway: Gateway, pause: timedelta, reason: str) -> Delivery:
    """Write the next request into the outbox."""
    delivery.turn += 1
    delivery.carrier, delivery.reason = gateway.name, reason[:300]
    delivery.not_before = timezone.now() + pause if pause else None
    delivery.save(update_fields=["turn", "carrier", "reason", "not_before"])
    queue(delivery.notice.event if delivery.notice else None, delivery)
    return delivery
