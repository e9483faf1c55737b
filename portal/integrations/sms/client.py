"""Hand one text message to one carrier, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings

from portal.integrations import client
from portal.integrations.errors import NotDelivered
from portal.integrations.sms import esms, viettel, vnpt
from portal.integrations.sms.messages import Outcome, Request, TextMessage, Verdict
from portal.integrations.troubles import Trouble

# After these nobody can say whether the carrier has the message.
IN_THE_DARK = (
    Trouble.TIMEOUT,
    Trouble.CUT_OFF,
    Trouble.TOO_LONG,
    Trouble.UNREADABLE,
    Trouble.MOVED,
    Trouble.FAULT,
)
UNAVAILABLE = f"{Trouble.FAULT} 503"


@dataclass(frozen=True, slots=True)
class Carrier:
    """`drops_repeats`: its documentation says that the key of a request is sent once only."""

    name: str
    request: Callable[[TextMessage, Mapping[str, str]], Request]
    read: Callable[[str], Outcome]
    drops_repeats: bool = False


CARRIERS = {
    carrier.name: carrier
    for carrier in (
        Carrier("esms", esms.request, esms.read, drops_repeats=True),
        Carrier("viettel", viettel.request, viettel.read),
        Carrier("vnpt", vnpt.request, vnpt.read),
    )
}


def hand_over(carrier: Carrier, message: TextMessage) -> Outcome:
    """What the carrier made of the message; a call that failed is an outcome too, never raised."""
    asked = carrier.request(message, settings.CONNECTORS[carrier.name])
    body = {"json": asked.json} if asked.json is not None else {"content": asked.body.encode()}
    try:
        answer = client.call(
            carrier.name,
            "POST",
            asked.path,
            headers=dict(asked.headers),
            operation="send",
            about=f"delivery:{message.key}",
            **body,
        )
    except NotDelivered as error:
        return after(error.reason)
    if answer.status >= 400:
        return Outcome(Verdict.REFUSED, str(answer.status))
    outcome = carrier.read(answer.text)
    if outcome.verdict != Verdict.TAKEN:
        answer.judge(outcome.code)
    return outcome


def after(reason: str) -> Outcome:
    """What is known of a message whose call ended like this."""
    trouble = reason.partition(" ")[0]
    dark = trouble in IN_THE_DARK and reason != UNAVAILABLE
    return Outcome(Verdict.UNKNOWN if dark else Verdict.REFUSED, reason)
