"""A courier in the shape of GHTK: status pushed as a form, a shared hash in the address called.

Only 200 is success to it, and it calls once more. `partner_id` is our own key.
"""

from collections.abc import Mapping
from typing import Any

from portal.integrations.client import Answer, call
from portal.integrations.errors import Never
from portal.integrations.post.answers import object_of, setting
from portal.integrations.post.codes import DELIVERED
from portal.integrations.post.codes import GHTK as STATUSES
from portal.integrations.post.port import Order, Placed, Push, Report, Scan
from portal.integrations.post.values import (
    amount,
    form_fields,
    moment,
    needed,
    same_secret,
    words,
)

NAME = "ghtk"
BASE = "/services/shipment"


def order_fields(order: Order) -> dict[str, Any]:
    """The order under GHTK's names; weights in kilograms."""
    kilograms = order.grams / 1000
    return {
        "products": [{"name": order.contents, "weight": kilograms, "quantity": 1}],
        "order": {
            "id": order.key,
            "pick_name": order.sender.name,
            "pick_tel": order.sender.phone,
            "pick_address": order.sender.line,
            "pick_province": order.sender.province,
            "pick_ward": order.sender.commune,
            "name": order.receiver.name,
            "tel": order.receiver.phone,
            "address": order.receiver.line,
            "province": order.receiver.province,
            "ward": order.receiver.commune,
            "email": order.receiver.email,
            "is_freeship": 1,
            "pick_money": int(order.cod),
            "value": 0,
            "note": order.note,
        },
    }


def read_push(body: bytes) -> list[Report]:
    fields = form_fields(body)
    status = needed(fields, "status_id")
    return [
        Report(
            key=needed(fields, "partner_id"),
            scan=STATUSES.get(status, Scan.OTHER),
            at=moment(fields.get("action_time")),
            code=status,
            text=words(fields.get("reason_code")),
            reason=words(fields.get("reason")),
            cod=amount(fields.get("pick_money")) if status == DELIVERED else None,
            number=words(fields.get("label_id")),
        )
    ]


class GHTK:
    name = NAME
    label = "GHTK"
    numbered = False

    def place(self, order: Order) -> Placed:
        answer = self._call(f"{BASE}/order", order_fields(order), "order", order.key)
        found = object_of(answer)
        error = found.get("error")
        if isinstance(error, dict) and error.get("code") == "ORDER_ID_EXIST":
            return Placed(words(error.get("ghtk_label")), already=True)
        made = _checked(answer, found).get("order")
        return Placed(words(made.get("label")) if isinstance(made, dict) else "")

    def cancel(self, key: str, number: str) -> None:
        answer = self._call(f"{BASE}/cancel/partner_id:{key}", {}, "cancel", key)
        _checked(answer, object_of(answer))

    def authentic(self, push: Push) -> bool:
        return same_secret(push.query.get("hash", ""), setting(NAME, "push_secret", "secret"))

    def read(self, push: Push) -> list[Report]:
        return read_push(push.body)

    def _call(self, path: str, fields: dict[str, Any], operation: str, about: str) -> Answer:
        headers = {"Token": setting(NAME, "secret")}
        return call(
            NAME, "POST", path, json=fields, headers=headers, operation=operation, about=about
        )


def _checked(answer: Answer, found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Raises `Never` for what GHTK refuses."""
    if answer.status >= 400 or found.get("success") is not True:
        raise Never(f"GHTK refuses ({answer.status})")
    return found
