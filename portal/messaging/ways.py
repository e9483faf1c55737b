"""By which ways a person is reached with a text, and where."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from portal.integrations.zalo.client import is_configured as zalo_is_configured
from portal.messaging.gateways import can_text
from portal.messaging.kinds import Kind
from portal.messaging.models import ChannelRule, Delivery, Wishes, ZaloKeys
from portal.messaging.registry import Matter

Channel, Obstacle = Delivery.Channel, Delivery.Obstacle


class Reachable(Protocol):
    """What messaging needs to know of an account. Only proven addresses are written to."""

    pk: int
    full_name: str
    language: str
    proven_email: str
    proven_phone: str


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with its address, or the reason why it is not taken."""

    channel: str
    address: str
    obstacle: str = ""


def ways_to(
    person: Reachable, text: str, kind: Kind, matter: Matter, *, has_sms: bool
) -> Iterator[Way]:
    """Every channel for a notice; the telephone only for texts that have a short form.

    Nobody can switch a binding notice off altogether: when no way is left that the person wants,
    the first that leads to an address is taken all the same.
    """
    yield Way(Channel.ACCOUNT, "")
    rules = rules_for(text, matter.agency_id)
    outward = [way(Channel.EMAIL, person.proven_email)]
    if has_sms:
        outward.append(phone_way(person, rules))
    unwanted = _unwanted(person, kind)
    chosen = [_judged(each, rules, unwanted) for each in outward]
    if kind.binding and all(each.obstacle for each in chosen):
        chosen = _first_unwanted_taken(chosen)
    yield from chosen


def way(channel: str, address: str) -> Way:
    """The way to an address, with what stands in it today."""
    if not address:
        return Way(channel, "", Obstacle.NO_ADDRESS)
    if channel == Channel.SMS and not can_text():
        return Way(channel, address, Obstacle.NO_CARRIER)
    return Way(channel, address)


def phone_way(person: Reachable, rules: dict[str, ChannelRule]) -> Way:
    """By Zalo where a template is set up for it and its keys are good, else by text message."""
    rule = rules.get(Channel.ZALO)
    if person.proven_phone and rule and rule.is_on and rule.template_id and zalo_is_open():
        return Way(Channel.ZALO, person.proven_phone)
    return way(Channel.SMS, person.proven_phone)


def zalo_is_open() -> bool:
    """Whether there are keys that Zalo may still accept."""
    good = (ZaloKeys.State.GOOD, ZaloKeys.State.STALE)
    return zalo_is_configured() and ZaloKeys.objects.filter(state__in=good).exists()


def rules_for(text: str, agency_id: int | None) -> dict[str, ChannelRule]:
    """The rule of each channel that is narrowest for this text and agency."""
    found = ChannelRule.objects.filter(text__in=("", text)).order_by("id")
    fitting = [rule for rule in found if rule.agency_id in (None, agency_id)]
    fitting.sort(key=lambda rule: (bool(rule.text), rule.agency_id is not None))
    return {rule.channel: rule for rule in fitting}


def address_of(person: Reachable, channel: str) -> str:
    """The person's address now; empty if it was given up meanwhile."""
    return person.proven_email if channel == Channel.EMAIL else person.proven_phone


def _unwanted(person: Reachable, kind: Kind) -> set[str]:
    wishes = Wishes.objects.filter(pk=person.pk).first()
    off = wishes.switched_off if wishes else []
    return {pair.partition(":")[2] for pair in off if pair.partition(":")[0] == kind.topic}


def _judged(each: Way, rules: dict[str, ChannelRule], unwanted: set[str]) -> Way:
    if each.obstacle:
        return each
    rule = rules.get(each.channel)
    if rule and not rule.is_on:
        return replace(each, obstacle=Obstacle.NOT_HERE)
    # Whoever does not want the telephone to ring means Zalo too.
    asked = Channel.EMAIL if each.channel == Channel.EMAIL else Channel.SMS
    return replace(each, obstacle=Obstacle.NOT_WANTED) if asked in unwanted else each


def _first_unwanted_taken(chosen: list[Way]) -> list[Way]:
    first = next((way for way in chosen if way.obstacle == Obstacle.NOT_WANTED), None)
    return [replace(way, obstacle="") if way is first else way for way in chosen]
