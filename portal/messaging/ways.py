"""By which ways a person can be reached, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from portal.messaging.gateways import gateway
from portal.messaging.models import Delivery

Channel = Delivery.Channel


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


def ways_to(person: Reachable, *, has_sms: bool) -> Iterator[Way]:
    """Every channel for a notice; text messages only for texts that have a short form."""
    yield Way(Channel.ACCOUNT, "")
    yield way(Channel.EMAIL, person.proven_email)
    if has_sms:
        yield way(Channel.SMS, person.proven_phone)


def way(channel: str, address: str) -> Way:
    """The way to an address, with what stands in it today."""
    if not address:
        return Way(channel, "", Delivery.Obstacle.NO_ADDRESS)
    if channel == Channel.SMS and not gateway().available:
        return Way(channel, address, Delivery.Obstacle.NO_CARRIER)
    return Way(channel, address)


def address_of(person: Reachable, channel: str) -> str:
    """The person's address now; empty if it was given up meanwhile."""
    return person.proven_email if channel == Channel.EMAIL else person.proven_phone
