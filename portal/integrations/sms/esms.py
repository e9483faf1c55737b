"""eSMS: a JSON request; `RequestId` lets it drop a repeat, `CallbackUrl` hears of the delivery."""

import json
from collections.abc import Mapping

from portal.integrations.sms.messages import (
    Outcome,
    Request,
    TextMessage,
    Verdict,
    not_understood,
)

PATH = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
CUSTOMER_CARE = "2"

# Our reading of the carrier's list; what is not here leaves the outcome unknown.
CODES = {
    "100": Verdict.TAKEN,
    "101": Verdict.REFUSED,  # the keys are wrong
    "102": Verdict.REFUSED,  # the account is locked
    "103": Verdict.REFUSED,  # the account is empty
    "104": Verdict.REFUSED,  # the brand name is unknown
    "118": Verdict.REFUSED,  # the kind of message is not allowed to us
    "124": Verdict.TAKEN,  # this RequestId was taken before
    "131": Verdict.BAD,  # longer than 422 letters
    "146": Verdict.REFUSED,  # not of an approved template
    "789": Verdict.BAD,  # not a number of this country
}


def request(message: TextMessage, account: Mapping[str, str]) -> Request:
    return Request(
        PATH,
        json={
            "ApiKey": account["api_key"],
            "SecretKey": account["secret"],
            "Content": message.text,
            "Phone": message.number,
            "Brandname": account["brandname"],
            "SmsType": CUSTOMER_CARE,
            "IsUnicode": "1" if message.is_unicode else "0",
            "Sandbox": account.get("sandbox", "0"),
            "RequestId": message.key,
            "CallbackUrl": message.report_to,
            "SendDate": "",
            "campaignid": account.get("campaign", ""),
        },
    )


def read(body: str) -> Outcome:
    """The answer in our words."""
    try:
        answer = json.loads(body)
        code = str(answer["CodeResult"])
    except (ValueError, KeyError, TypeError):
        return not_understood()
    reference = str(answer.get("SMSID") or "")[:100]
    return Outcome(CODES.get(code, Verdict.UNKNOWN), code[:20], reference)
