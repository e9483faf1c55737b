"""Calls to the payment platform. For workers: they wait."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from portal.integrations.client import Answer, call
from portal.integrations.errors import Never, Retry
from portal.integrations.payments.bill import Bill
from portal.integrations.payments.connector import NAME
from portal.integrations.payments.messages import (
    GOOD,
    Init,
    InitAnswer,
    Malformed,
    Message,
    Query,
    QueryAnswer,
)
from portal.integrations.selectors import settings_of

PATHS = {"INIT": "/init", "QUERY": "/query", "GET_BILL": "/bill", "GET_LIST": "/list"}
SCHEMES = ("http", "https")


@dataclass(frozen=True)
class Said:
    """A message of the platform with what went to and fro, as it was."""

    asked: str
    answered: str
    message: Any


def credentials() -> tuple[str, str]:
    """Our code at the platform and the shared secret; empty where it is not connected."""
    told = settings_of(NAME)
    return str(told.get("partner", "")), str(told.get("secret", ""))


def init(message: Init, bill: Bill) -> Said:
    """Ask for a page to pay on. Raises Retry for an answer that is not genuine or leads elsewhere
    than to the platform's own pages, besides what `integrations.client.call` raises."""
    _partner, secret = credentials()
    body = {**message.body(secret), "ThongTinBienLai": bill.as_json()}
    said, answer = _ask("INIT", body, message.reference, InitAnswer)
    if said.message.error == GOOD and not leads_to_platform(said.message.url):
        answer.judge("strange-address")
        raise Retry("strange-address")
    return said


def query(message: Query) -> Said:
    """Ask how a payment stands. Raises Retry for an answer that is not genuine, or is about another
    payment than the one asked for."""
    _partner, secret = credentials()
    said, answer = _ask("QUERY", message.body(secret), message.reference, QueryAnswer)
    if (said.message.partner, said.message.reference) != (message.partner, message.reference):
        answer.judge("other-payment")
        raise Retry("other-payment")
    return said


def get_bill(message: Query) -> bytes:
    """The platform's receipt as PDF. Raises Retry while there is none."""
    _partner, secret = credentials()
    answer = call(
        NAME,
        "POST",
        PATHS["GET_BILL"],
        json=message.body(secret),
        operation="GET_BILL",
        about=message.reference,
    )
    if not answer.is_ok or not answer.content.startswith(b"%PDF-"):
        answer.judge("no-bill")
        raise Retry("no-bill")
    return answer.content


def day_list(day: date, at: str) -> list[dict[str, Any]]:
    """Every payment of a day as the platform has it: objects with MaThamChieu, MaGiaoDich, SoTien,
    MaDonVi. Raises Retry for anything else."""
    partner, secret = credentials()
    message = Query(kind="GET_LIST", partner=partner, reference=f"{day:%Y%m%d}", at=at)
    answer = call(NAME, "POST", PATHS["GET_LIST"], json=message.body(secret), operation="GET_LIST")
    found = answer.json() if answer.is_ok else None
    rows = found.get("DanhSach") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        answer.judge("no-list")
        raise Retry("no-list")
    return rows


def leads_to_platform(url: str) -> bool:
    """Whether a payer may be sent there: only to the origin that the settings name."""
    told = settings_of(NAME)
    try:
        target, home = urlsplit(url), urlsplit(str(told.get("pages") or told.get("url", "")))
        same = (target.scheme, target.netloc) == (home.scheme, home.netloc)
    except ValueError:
        return False
    return same and target.scheme in SCHEMES and "\\" not in url


def _ask(
    operation: str, body: dict[str, Any], about: str, kind: type[Message]
) -> tuple[Said, Answer]:
    _partner, secret = credentials()
    answer = call(NAME, "POST", PATHS[operation], json=body, operation=operation, about=about)
    if not answer.is_ok:
        raise Never(f"refused {answer.status}")
    try:
        message = kind.read(answer.json())
    except Malformed as error:
        answer.judge("unreadable")
        raise Retry("unreadable") from error
    if not message.is_genuine(secret):
        answer.judge("wrong-code")
        raise Retry("wrong-code")
    asked = json.dumps(body, ensure_ascii=False)
    return Said(asked, answer.text, message), answer
