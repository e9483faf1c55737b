"""A courier in the shape of GHN: order by header token, status pushed as JSON.

The courier calls up to ten times until it is answered 200. `client_order_code` is our own key.
"""

from collections.abc import Mapping
from typing import Any

from portal.integrations.client import Answer, call
from portal.integrations.errors import Never
from portal.integrations.post.answers import object_of, setting
from portal.integrations.post.codes import GHN as STATUSES
from portal.integrations.post.port import Order, Placed, Push, Report, Scan
from portal.integrations.post.values import (
    amount,
    json_object,
    moment,
    needed,
    same_secret,
    words,
)

NAME = "ghn"
BASE = "/shiip/public-api/v2"
RECEIVER_PAYS, SENDER_PAYS = 2, 1
LIGHT = 2
ENVELOPE = {"length": 35, "width": 25, "height": 2}
"""Centimetres of an envelope for A4 sheets."""


def order_fields(order: Order) -> dict[str, Any]:
    """The order under GHN's names."""
    return {
        "client_order_code": order.key,
        "from_name": order.sender.name,
        "from_phone": order.sender.phone,
        "from_address": order.sender.line,
        "from_province_name": order.sender.province,
        "to_name": order.receiver.name,
        "to_phone": order.receiver.phone,
        "to_address": order.receiver.line,
        "to_ward_code": order.receiver.commune,
        "to_district_id": order.receiver.province,
        "payment_type_id": SENDER_PAYS,
        "required_note": "KHONGCHOXEMHANG",
        "cod_amount": int(order.cod),
        "content": order.contents,
        "weight": order.grams,
        **ENVELOPE,
        "service_type_id": LIGHT,
        "note": order.note,
        "items": [{"name": order.contents, "quantity": 1, "weight": order.grams}],
    }


def read_push(body: bytes) -> list[Report]:
    """What a push says; one that tells of anything but a status moves nothing."""
    fields = json_object(body)
    status = needed(fields, "Status")
    is_status = fields.get("Type") in ("create", "switch_status")
    return [
        Report(
            key=needed(fields, "ClientOrderCode"),
            scan=STATUSES.get(status, Scan.OTHER) if is_status else Scan.OTHER,
            at=moment(fields.get("Time")),
            code=status,
            text=words(fields.get("Description")),
            place=words(fields.get("Warehouse")),
            reason=words(fields.get("Reason")),
            cod=amount(fields.get("CODAmount")) if status == "delivered" else None,
            number=words(fields.get("OrderCode")),
        )
    ]


class GHN:
    name = NAME
    label = "GHN"
    numbered = False

    def place(self, order: Order) -> Placed:
        answer = self._call("/shipping-order/create", order_fields(order), "order", order.key)
        if answer.status == 400 and "EXIST" in words(object_of(answer).get("code_message")):
            return Placed(self._number_of(order.key), already=True)
        return Placed(words(_data(answer).get("order_code")))

    def cancel(self, key: str, number: str) -> None:
        _data(self._call("/switch-status/cancel", {"order_codes": [number]}, "cancel", key))

    def authentic(self, push: Push) -> bool:
        return same_secret(push.headers.get("token", ""), setting(NAME, "push_secret", "secret"))

    def read(self, push: Push) -> list[Report]:
        return read_push(push.body)

    def _number_of(self, key: str) -> str:
        fields = {"client_order_code": key}
        answer = self._call("/shipping-order/detail-by-client-code", fields, "detail", key)
        return words(_data(answer).get("order_code"))

    def _call(self, path: str, fields: dict[str, Any], operation: str, about: str) -> Answer:
        headers = {"Token": setting(NAME, "secret"), "ShopId": setting(NAME, "shop")}
        return call(
            NAME,
            "POST",
            BASE + path,
            json=fields,
            headers=headers,
            operation=operation,
            about=about,
        )


def _data(answer: Answer) -> Mapping[str, Any]:
    """What came of it. Raises `Never` with GHN's code for what it refuses."""
    found = object_of(answer)
    if answer.status >= 400 or found.get("code") != 200:
        raise Never(f"GHN code {words(found.get('code')) or answer.status}")
    data = found.get("data")
    return data if isinstance(data, dict) else {}
