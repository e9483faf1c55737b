"""Send a notice by Zalo's template; where Zalo cannot, a text message goes in its place."""

from datetime import timedelta

from django.utils import timezone

from portal.integrations.zalo import client
from portal.integrations.zalo.messages import Outcome, Verdict
from portal.messaging import zalo_keys
from portal.messaging.kinds import kind_of
from portal.messaging.letters import Letter
from portal.messaging.models import ChannelRule, Delivery, Notice
from portal.messaging.registry import matter_of
from portal.messaging.services.dispatch import dispatch, queue
from portal.messaging.services.end import end, locked
from portal.messaging.services.send import ready
from portal.messaging.services.zalo_keys import note_quota, note_refused
from portal.messaging.ways import rules_for, way
from portal.messaging.workflow import Channel
from portal.messaging.zns import parameters_of

# While a new key is fetched; then the telephone gets a text message instead.
WAIT = timedelta(minutes=1)
TURNS = 5
State = Delivery.State


def send_zalo(*, delivery_id: int, turn: int) -> Delivery:
    """Ask Zalo once and write down what comes of it. Never raises for Zalo.

    A key that Zalo does not accept is marked for refreshing and the message waits for the new one.
    Zalo does not promise to recognise a repeat: a lost answer leaves the outcome unknown.
    """
    delivery = locked(delivery_id)
    if delivery.state != State.QUEUED or delivery.turn != turn:
        return delivery
    letter = ready(delivery)
    rule = _rule(delivery)
    if letter is None:
        return delivery
    if rule is None:
        return _by_text_instead(delivery, Delivery.Obstacle.NOT_HERE)
    token = zalo_keys.access_token(timezone.now())
    if token is None:
        return _later(delivery, Delivery.Obstacle.WAITS_FOR_KEY)
    return _follow(delivery, _ask(delivery, letter, rule, token))


def lose_zalo(*, delivery_id: int, turn: int, reason: str) -> Delivery:
    """The request was cut off in the middle, with the worker that made it."""
    delivery = locked(delivery_id)
    if delivery.state != State.QUEUED or delivery.turn != turn:
        return delivery
    return end(delivery, State.UNKNOWN, reason)


def _rule(delivery: Delivery) -> ChannelRule | None:
    notice = delivery.notice
    rule = rules_for(notice.text, matter_of(notice.event).agency_id).get(Channel.ZALO)
    return rule if rule and rule.is_on and rule.template_id else None


def _ask(delivery: Delivery, letter: Letter, rule: ChannelRule, token: str) -> Outcome:
    data = parameters_of(delivery.notice, rule.parameters, letter.link)
    return client.send(letter.to, rule.template_id, data, str(delivery.public_id), token)


def _follow(delivery: Delivery, outcome: Outcome) -> Delivery:
    reason = f"zalo: {outcome.code}"
    delivery.carrier = client.NAME
    if outcome.verdict == Verdict.TAKEN:
        note_quota(left=outcome.quota)
        delivery.reference = outcome.reference
        return end(delivery, State.SENT)
    if outcome.verdict == Verdict.TOKEN:
        note_refused(at=timezone.now())
        return _later(delivery, reason)
    if outcome.verdict == Verdict.UNKNOWN:
        return end(delivery, State.UNKNOWN, reason)
    return _by_text_instead(delivery, reason)


def _later(delivery: Delivery, reason: str) -> Delivery:
    if delivery.turn >= TURNS:
        return _by_text_instead(delivery, reason)
    delivery.turn += 1
    delivery.not_before, delivery.reason = timezone.now() + WAIT, reason
    delivery.save(update_fields=["turn", "not_before", "reason"])
    queue(delivery.notice.event, delivery)
    return delivery


def _by_text_instead(delivery: Delivery, reason: str) -> Delivery:
    """The text message is on its way before the failure is written, so nothing climbs meanwhile."""
    notice: Notice = delivery.notice
    if not notice.deliveries.filter(channel=Channel.SMS).exists():
        dispatch(notice, way(Channel.SMS, notice.recipient.proven_phone), kind_of(notice.text))
    return end(delivery, State.FAILED, reason)
