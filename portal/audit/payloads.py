"""What may stand in an event or in the outbox: ids, codes, numbers, dates and hashes.

These rows are never erased and are read by many, so nothing in them may tell about a person. Words
that somebody wrote belong to the thing's own table; its id goes here.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.utils import timezone

LONGEST = 200
PERSONAL = re.compile(
    r"\s|@"  # a sentence, a name, an e-mail address
    r"|^(\+84|0)\d{9}$"  # a phone number
    r"|^(\d{9}|\d{12})$"  # an identity number, old or new
)


class PayloadRefused(ValueError):
    """The payload holds something that could tell about a person. Names the key, not the value."""


def plain(payload: Mapping[str, Any] | None) -> dict[str, Any]:
    """`payload` as JSON values. Raises PayloadRefused for words, addresses, personal numbers."""
    return {str(key): _plain(value, str(key)) for key, value in (payload or {}).items()}


def _plain(value: Any, where: str) -> Any:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [_plain(item, f"{where}[{index}]") for index, item in enumerate(items)]
    return _plain_text(value, where)


def _plain_text(value: Any, where: str) -> str:
    if isinstance(value, datetime):
        return _moment(value, where)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if not isinstance(value, str):
        raise PayloadRefused(f"{where}: {type(value).__name__} has no place in a payload")
    if len(value) > LONGEST or PERSONAL.search(value):
        raise PayloadRefused(f"{where}: only ids, codes, dates and hashes belong in a payload")
    return value


def _moment(value: datetime, where: str) -> str:
    if timezone.is_naive(value):
        raise PayloadRefused(f"{where}: a moment needs its time zone")
    return value.isoformat()
