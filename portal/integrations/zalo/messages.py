"""Requests to Zalo and what its answers mean to us. Field names are Zalo's own."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SEND_PATH = "/message/template"
TOKEN_PATH = "/v4/oa/access_token"  # noqa: S105
LONGEST = 400


class Verdict(StrEnum):
    """`TOKEN`: our token is not accepted. `LATER`: not now, as when the day's quota is used up.
    `BAD`: this person cannot be reached there. `OURS`: template or account is set up wrongly.
    """

    TAKEN = "TAKEN"
    TOKEN = "TOKEN"  # noqa: S105
    LATER = "LATER"
    BAD = "BAD"
    OURS = "OURS"
    UNKNOWN = "UNKNOWN"


CODES = {
    0: Verdict.TAKEN,
    -100: Verdict.UNKNOWN,
    -101: Verdict.OURS,
    -102: Verdict.OURS,
    -103: Verdict.OURS,
    -104: Verdict.OURS,
    -105: Verdict.OURS,
    -108: Verdict.BAD,
    -109: Verdict.OURS,
    -110: Verdict.BAD,
    -111: Verdict.OURS,
    -112: Verdict.OURS,
    -114: Verdict.BAD,
    -115: Verdict.LATER,
    -117: Verdict.OURS,
    -118: Verdict.BAD,
    -119: Verdict.BAD,
    -124: Verdict.TOKEN,
    -125: Verdict.OURS,
    -126: Verdict.LATER,
    -131: Verdict.OURS,
    -137: Verdict.LATER,
    -144: Verdict.LATER,
    -216: Verdict.TOKEN,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`quota` is how many messages are left today, None when Zalo did not say."""

    verdict: Verdict
    code: str = ""
    reference: str = ""
    quota: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of tokens; the refresh token is good for one refresh only. `seconds` from now."""

    access_token: str
    refresh_token: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """Zalo's word that a message reached a telephone, at the moment it gives (milliseconds)."""

    tracking_id: str
    reference: str
    milliseconds: int


def template_message(
    to: str, template_id: str, data: Mapping[str, str], tracking_id: str
) -> dict[str, object]:
    """The body of a message by template for a number in E.164."""
    return {
        "phone": to.removeprefix("+"),
        "template_id": template_id,
        "template_data": dict(data),
        "tracking_id": tracking_id,
    }


def read(body: str) -> Outcome:
    """The answer to a message in our words."""
    try:
        answer = json.loads(body)
        code = int(answer["error"])
        data = answer.get("data") or {}
        quota = (data.get("quota") or {}).get("remainingQuota")
        left = None if quota is None else int(quota)
        reference = str(data.get("msg_id") or "")[:100]
    except (ValueError, KeyError, TypeError, AttributeError):
        return Outcome(Verdict.UNKNOWN, "unreadable")
    return Outcome(CODES.get(code, Verdict.UNKNOWN), str(code), reference, left)


def token_form(refresh_token: str, app_id: str) -> dict[str, str]:
    """Goes with the header `secret_key`."""
    return {"refresh_token": refresh_token, "app_id": app_id, "grant_type": "refresh_token"}


def read_pair(body: str) -> Pair | None:
    """The new pair; None when the answer holds none."""
    try:
        answer = json.loads(body)
        pair = Pair(
            str(answer["access_token"]), str(answer["refresh_token"]), int(answer["expires_in"])
        )
    except (ValueError, KeyError, TypeError):
        return None
    return pair if pair.access_token and pair.refresh_token and pair.seconds > 0 else None


def signature(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """What the header `X-ZEvent-Signature` must say: SHA-256 over app, body, time and secret."""
    return (
        "mac="
        + hashlib.sha256(app_id.encode() + body + timestamp.encode() + secret.encode()).hexdigest()
    )


def arrival_of(body: bytes, given: str, app_id: str, secret: str) -> Arrival | None:
    """The arrival told by a call of ours, None when it tells of something else.

    Raises ValueError for a call that is malformed or not signed by Zalo.
    """
    try:
        call = json.loads(body)
        timestamp = str(call["timestamp"])
        expected = signature(app_id, body, timestamp, secret)
        if not hmac.compare_digest(expected.encode(), given.encode()):
            raise ValueError("the signature is not Zalo's")
        if call.get("event_name") != "user_received_message":
            return None
        message = call["message"]
        moment = int(message.get("delivery_time") or timestamp)
        return Arrival(str(message["tracking_id"])[:100], str(message["msg_id"])[:100], moment)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the call is malformed") from error
