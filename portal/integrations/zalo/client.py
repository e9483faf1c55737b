"""Calls to Zalo: one message, one new pair of tokens."""

from collections.abc import Mapping

from django.conf import settings

from portal.integrations import client
from portal.integrations.errors import NotDelivered
from portal.integrations.sms.client import after
from portal.integrations.sms.messages import Verdict as TextVerdict
from portal.integrations.zalo.messages import (
    SEND_PATH,
    TOKEN_PATH,
    Outcome,
    Pair,
    Verdict,
    read,
    read_pair,
    template_message,
    token_form,
)

NAME = "zalo"


def is_configured() -> bool:
    return bool(settings.CONNECTORS.get(NAME, {}).get("url"))


def send(
    to: str, template_id: str, data: Mapping[str, str], tracking_id: str, access_token: str
) -> Outcome:
    """What Zalo made of the message; a call that failed is an outcome too, never raised."""
    try:
        answer = client.call(
            NAME,
            "POST",
            SEND_PATH,
            json=template_message(to, template_id, data, tracking_id),
            headers={"access_token": access_token},
            operation="send",
            about=f"delivery:{tracking_id}",
        )
    except NotDelivered as error:
        verdict = Verdict.UNKNOWN if is_in_the_dark(error) else Verdict.LATER
        return Outcome(verdict, error.reason)
    outcome = read(answer.text)
    if outcome.verdict != Verdict.TAKEN:
        answer.judge(outcome.code)
    return outcome


def is_in_the_dark(error: NotDelivered) -> bool:
    """Whether Zalo may have done what it was asked, though no answer came."""
    return after(error.reason).verdict == TextVerdict.UNKNOWN


def refresh(refresh_token: str) -> Pair | None:
    """The new pair; None when Zalo answers that it does not accept the old refresh token.

    Raises Retry or SlowDown when Zalo cannot be asked or its answer was lost.
    """
    account = settings.CONNECTORS[NAME]
    answer = client.call(
        NAME,
        "POST",
        TOKEN_PATH,
        address="token_url" if account.get("token_url") else "url",
        data=token_form(refresh_token, account["app_id"]),
        headers={"secret_key": account["secret"]},
        operation="refresh",
    )
    pair = read_pair(answer.text)
    if pair is None:
        answer.judge("no_pair")
    return pair
