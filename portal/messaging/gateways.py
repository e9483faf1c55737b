"""Carriers of text messages in the order in which they are asked (`SMS_GATEWAYS`)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage

from portal.integrations.errors import Never, NotDelivered
from portal.integrations.sms.client import CARRIERS, hand_over
from portal.integrations.sms.messages import Outcome, TextMessage, Verdict
from portal.messaging.mail import send_mail


@dataclass(frozen=True, slots=True)
class Gateway:
    """A carrier. One that `drops_repeats` recognises a message by its key, so it may be asked again
    when its answer was lost; another may not.
    """

    name: str
    send: Callable[[TextMessage], Outcome]
    drops_repeats: bool


def by_mail(message: TextMessage) -> Outcome:
    """For trying out: the text message becomes a letter, of which the mail server drops repeats."""
    letter = EmailMessage(
        subject=f"SMS {message.to}",
        body=message.text,
        to=[f"{message.number}@sms.local"],
        headers={"Message-ID": f"<{message.key}@sms.local>"},
    )
    try:
        send_mail(letter)
    except Never as error:
        return Outcome(Verdict.BAD, error.reason)
    except NotDelivered as error:
        return Outcome(Verdict.REFUSED, error.reason)
    return Outcome(Verdict.TAKEN)


MAIL = Gateway("mail", by_mail, drops_repeats=True)


def gateways() -> list[Gateway]:
    """Those that are set up here, in their order; a name that nobody knows is left out."""
    return [found for name in settings.SMS_GATEWAYS if (found := _find(name))]


def can_text() -> bool:
    """Whether this portal has a carrier at all."""
    return bool(gateways())


def gateway_called(name: str) -> Gateway | None:
    """The one of this name, else the first; None when there is none."""
    found = gateways()
    return next((one for one in found if one.name == name), found[0] if found else None)


def next_after(name: str) -> tuple[Gateway | None, bool]:
    """The carrier to ask when the one called `name` has refused, and whether a round is over."""
    found = gateways()
    names = [one.name for one in found]
    if name not in names:
        return (found[0] if found else None), True
    place = names.index(name) + 1
    return (found[place], False) if place < len(found) else (found[0], True)


def _find(name: str) -> Gateway | None:
    if name == MAIL.name:
        return MAIL
    carrier = CARRIERS.get(name)
    if carrier is None or not settings.CONNECTORS.get(name, {}).get("url"):
        return None
    return Gateway(name, lambda message: hand_over(carrier, message), carrier.drops_repeats)
