"""One byte form for structured values, and hashes of it."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: equal values give equal bytes.

    Dates are ISO 8601, decimals and UUIDs text. Raises ``TypeError`` for what has no one form,
    ``ValueError`` for NaN and infinity.
    """
    return json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
        default=_plain,
    ).encode()


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case Enum():
            return value.value
        case set() | frozenset():
            return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def sha256_hex(data: bytes | str) -> str:
    """SHA-256 of bytes, or of a text's UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(_bytes(data)).hexdigest()


def salted_hash(value: bytes | str, salt: bytes | str) -> str:
    """HMAC-SHA-256 under ``salt``: equal values match, and nobody without the salt can guess."""
    return hmac.new(_bytes(salt), _bytes(value), hashlib.sha256).hexdigest()


def _bytes(data: bytes | str) -> bytes:
    return data.encode() if isinstance(data, str) else data
