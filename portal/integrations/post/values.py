"""Reading what carriers write: moments, amounts, texts of any shape."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from portal.integrations.post.port import Unreadable
from portal.kernel.text import storable

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LONGEST = 300
YEARS = range(2000, 2100)
LARGEST = Decimal(10**11)


def moment(text: Any) -> datetime:
    """ISO 8601, or `yyyyMMddHHmmss`; without an offset, Vietnam's time. Raises `Unreadable`."""
    written = str(text or "")
    try:
        if written.isdigit() and len(written) == 14:
            found = datetime.strptime(written, "%Y%m%d%H%M%S")  # naive as the carrier writes it
        else:
            found = datetime.fromisoformat(written)
    except ValueError as error:
        raise Unreadable("time") from error
    if found.year not in YEARS:
        raise Unreadable("time")
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def amount(value: Any) -> Decimal | None:
    """Whole đồng; None where nothing was said. Raises `Unreadable`."""
    if value in (None, ""):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise Unreadable("amount") from error
    if not found.is_finite() or found != found.to_integral_value() or not 0 <= found < LARGEST:
        raise Unreadable("amount")
    return found.quantize(Decimal(1))


def words(value: Any) -> str:
    """Text of a carrier, cut to what a column takes."""
    return storable(str(value or "")).strip()[:LONGEST]


def json_object(body: bytes) -> Mapping[str, Any]:
    """Raises `Unreadable` for anything but a JSON object."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("body") from error
    if not isinstance(found, dict):
        raise Unreadable("body")
    return found


def form_fields(body: bytes) -> Mapping[str, str]:
    """Form-encoded fields. Raises `Unreadable`."""
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError as error:
        raise Unreadable("body") from error


def needed(fields: Mapping[str, Any], name: str) -> str:
    """A field that must be there. Raises `Unreadable` naming it."""
    found = words(fields.get(name))
    if not found:
        raise Unreadable(name)
    return found


def same_secret(given: str, ours: str) -> bool:
    """Constant time; nothing is equal to a secret that is not set."""
    return bool(ours) and hmac.compare_digest(given.encode(), ours.encode())
