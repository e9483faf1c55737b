"""Viettel: a SOAP envelope `wsCpMt`; its answer is 1, or a sentence that says what was wrong."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from portal.integrations.sms.messages import (
    Outcome,
    Request,
    TextMessage,
    Verdict,
    not_understood,
)

PATH = "/services/CpMt"
CODES = {"1": Verdict.TAKEN, "0": Verdict.REFUSED}
NAMESPACE = "http://impl.bulkSms.ws/"
ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
    f' xmlns:impl="{NAMESPACE}"><soapenv:Body><impl:wsCpMt>%s</impl:wsCpMt></soapenv:Body>'
    "</soapenv:Envelope>"
)
# One element of a short answer: no parser is let loose on a stranger's document.
RESULT = re.compile(r"<(?:\w+:)?result>\s*(-?\d{1,6})\s*</(?:\w+:)?result>")


def request(message: TextMessage, account: Mapping[str, str]) -> Request:
    fields = {
        "User": account["user"],
        "Password": account["secret"],
        "CPCode": account["cp_code"],
        "RequestID": "1",
        "UserID": message.number,
        "ReceiverID": message.number,
        "ServiceID": account["service_id"],
        "CommandCode": "bulksms",
        "Content": message.text,
        "ContentType": "1" if message.is_unicode else "0",
    }
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
    return Request(PATH, body=ENVELOPE % inside, headers=headers)


def read(body: str) -> Outcome:
    """The answer in our words; what is neither 1 nor 0 may have been sent all the same."""
    found = RESULT.search(body)
    if found is None:
        return not_understood()
    return Outcome(CODES.get(found[1], Verdict.UNKNOWN), found[1])
