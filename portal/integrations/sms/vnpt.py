"""VNPT brand name: texts by template, filled in by numbered parameters; `RQST` out, `RPLY` back."""

import json
from collections.abc import Mapping

from portal.integrations.sms.messages import (
    Outcome,
    Request,
    TextMessage,
    Verdict,
    not_understood,
)

PATH = "/SMSBrandnameService/api"
GSM7, UCS2 = "0", "8"

# Our reading of the carrier's list; what is not here leaves the outcome unknown.
CODES = {
    "0": Verdict.TAKEN,
    "1": Verdict.REFUSED,  # user name or password
    "2": Verdict.REFUSED,  # this address may not call
    "3": Verdict.BAD,  # the number
    "4": Verdict.REFUSED,  # label or template unknown
    "7": Verdict.REFUSED,  # the contract has ended
    "8": Verdict.REFUSED,  # the contract's messages are used up
    "9": Verdict.BAD,  # the text is too long or forbidden
    "25": Verdict.TAKEN,  # this REQID was taken before
}


def request(message: TextMessage, account: Mapping[str, str]) -> Request:
    body = {
        "name": "send_sms_list",
        "REQID": message.key,
        "LABELID": account["label_id"],
        "CONTRACTTYPEID": account.get("contract_type_id", "1"),
        "CONTRACTID": account["contract_id"],
        "TEMPLATEID": account["template_id"],
        "PARAMS": [{"NUM": "1", "CONTENT": message.text}],
        "SCHEDULETIME": "",
        "MOBILELIST": message.number,
        "ISTELCOSUB": "0",
        "AGENTID": account["agent_id"],
        "APIUSER": account["api_user"],
        "APIPASS": account["secret"],
        "USERNAME": account["username"],
        "DATACODING": UCS2 if message.is_unicode else GSM7,
    }
    return Request(PATH, json={"RQST": body})


def read(body: str) -> Outcome:
    """The answer in our words."""
    try:
        reply = json.loads(body)["RPLY"]
        code = str(reply["ERROR"])
    except (ValueError, KeyError, TypeError):
        return not_understood()
    return Outcome(CODES.get(code, Verdict.UNKNOWN), code[:20])
