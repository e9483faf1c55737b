"""VNPost's service for administrative procedures: orders, tracking by cursor, cancelling.

A token is had from an OAuth address with a key and a secret. `orderNumber` is our own key; status
"101" says that the order is there already, which is what was wanted.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from portal.integrations.client import Answer, call
from portal.integrations.errors import Never, Retry
from portal.integrations.post.answers import object_of, setting
from portal.integrations.post.codes import ALREADY, GOOD, PAGE
from portal.integrations.post.codes import VNPOST as STATUSES
from portal.integrations.post.port import Batch, Order, Place, Placed, Report, Scan, Unreadable
from portal.integrations.post.values import amount, moment, needed, words
from portal.integrations.tokens import Tokens
from portal.integrations.troubles import Trouble
from portal.kernel.numbers import whole_number

NAME = "vnpost"
BEGINNING = "0" * 24
GOOD_FOR = 600
"""Seconds, for a token that does not say."""


def order_fields(order: Order, customer: str) -> dict[str, Any]:
    """The order under the names of VNPost's service. Compulsory ones are always there."""
    fields: dict[str, Any] = {"customerCode": customer, "orderNumber": order.key}
    fields |= _end("sender", order.sender) | _end("receiver", order.receiver)
    fields |= {
        "senderDesc": order.contents,
        "description": order.note or order.contents,
        "codAmount": int(order.cod),
        "ItemCode": order.waybill,
        "FlagConfig": 1 if order.waybill else 0,
    }
    return fields


def _end(side: str, place: Place) -> dict[str, str]:
    return {
        f"{side}Name": place.name,
        f"{side}Tel": place.phone,
        f"{side}Address": place.line,
        f"{side}Province": place.province,
        f"{side}District": place.commune,
        f"{side}Email": place.email,
    }


def read_order(answer: Mapping[str, Any]) -> Placed:
    """Raises `Never` with VNPost's status for an order it does not take."""
    status = words(answer.get("Status"))
    if status not in (GOOD, ALREADY):
        raise Never(f"VNPost status {status or '–'}")
    return Placed(words(answer.get("ItemCode")), already=status == ALREADY)


def read_tracking(items: Any, cursor: str) -> Batch:
    """One page; an item that cannot be read is passed over, for it would come back for ever."""
    reports = []
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    for item in found:
        cursor = words(item.get("Id")) or cursor
        try:
            reports.append(_report(item))
        except Unreadable:
            continue
    return Batch(reports, cursor, full=len(found) >= PAGE)


def _report(item: Mapping[str, Any]) -> Report:
    code = needed(item, "StatusCode")
    return Report(
        key=needed(item, "OrderNumber"),
        scan=STATUSES.get(code, Scan.OTHER),
        at=moment(item.get("StatusDate")),
        code=code,
        text=words(item.get("StatusName")),
        place=words(item.get("PosName")),
        reason=words(item.get("Reason")),
        cod=amount(item.get("CODCollected")),
        number=words(item.get("ItemCode")),
        receiver=words(item.get("ReceivedBy")),
    )


class VNPost:
    """The carrier as the portal uses it; its settings hold address and keys."""

    name = NAME
    label = "VNPost"
    numbered = True
    start = BEGINNING

    def __init__(self) -> None:
        self.tokens = Tokens(NAME, self._sign_in)

    def place(self, order: Order) -> Placed:
        fields = order_fields(order, setting(NAME, "customer_code"))
        return read_order(self._ask("/orders", fields, "order", order.key))

    def cancel(self, key: str, number: str) -> None:
        fields = {"customerCode": setting(NAME, "customer_code"), "orderNumber": key}
        read_order(self._ask("/orders/cancel", fields, "cancel", key))

    def track(self, cursor: str) -> Batch:
        fields = {"customerCode": setting(NAME, "customer_code"), "lastId": cursor, "limit": PAGE}
        answer = self._ask("/tracking", fields, "track", "")
        return read_tracking(answer.get("data"), cursor)

    def _ask(self, path: str, fields: dict, operation: str, about: str) -> Mapping[str, Any]:
        def ask(token: str) -> Answer:
            headers = {"Authorization": f"Bearer {token}"}
            return call(
                NAME, "POST", path, json=fields, headers=headers, operation=operation, about=about
            )

        answer = self.tokens.use(ask, lambda said: said.status == 401)
        found = object_of(answer)
        if answer.status >= 400:
            raise Never(f"VNPost answers {answer.status}")
        return found

    def _sign_in(self) -> tuple[str, timedelta]:
        fields = {
            "grant_type": "client_credentials",
            "client_id": setting(NAME, "key"),
            "client_secret": setting(NAME, "secret"),
        }
        answer = call(NAME, "POST", "/token", data=fields, operation="token")
        given = object_of(answer)
        if answer.status >= 400 or not given.get("access_token"):
            answer.judge(Trouble.REJECTS_US)
            raise Retry(Trouble.REJECTS_US)
        seconds = whole_number(str(given.get("expires_in"))) or GOOD_FOR
        return str(given["access_token"]), timedelta(seconds=seconds)
