"""What the portal and the national payment platform say to each other: field names, their order,
and the secure code over them.

Names and order are those that two published connectors share; the platform's own handbook is not
public. Amounts are whole đồng in plain digits, moments `yyyyMMddHHmmss` with 24 hours in
Asia/Ho_Chi_Minh.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from portal.kernel.hashing import sha256_hex

VERSION = "1.0.6"
CURRENCY = "VND"
GOOD = "00"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = "%Y%m%d%H%M%S"
MOST_DIGITS = 14
JOINT = "|"
UNFIT = re.compile("[|\x00\ud800-\udfff]")
"""What no value may hold: the joint, with which a value could pass for several under the same
secure code, and what no column takes.
"""


class Malformed(ValueError):
    """What arrived cannot be read; the text names the field, never its value."""


def secure_code(values: tuple[str, ...], secret: str) -> str:
    """`MaXacThuc`: SHA-256, in hexadecimal, of the values in their order with the secret last, all
    joined by "|". It is a plain hash, not an HMAC; the platform wants it so. It does not tell where
    a value ends: no value that was read holds the joint, and nothing is signed for a stranger.
    """
    return sha256_hex(JOINT.join((*values, secret)))


def stamp(moment: datetime) -> str:
    """A moment as the platform writes it: 14:05 is `1405`, never `0205`."""
    return moment.astimezone(VIETNAM).strftime(MOMENT)


def dong(text: str) -> Decimal:
    """Whole đồng from plain digits: no sign, no point, no exponent. Raises Malformed."""
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise Malformed("SoTien")
    return Decimal(text)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message: its fields in the order in which they are hashed, by their names on the wire."""

    FIELDS: ClassVar[dict[str, str]]

    code: str = ""

    @classmethod
    def read(cls, body: Any) -> Self:
        """The message in a decoded JSON object. What is missing is empty, so that a wrong secure
        code is found and not a missing field. Raises Malformed for what is no object of texts."""
        if not isinstance(body, Mapping):
            raise Malformed("body")
        found = {name: _text(body, wire) for name, wire in cls.FIELDS.items()}
        return cls(**found, code=_text(body, "MaXacThuc").lower())

    def hashed(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in self.FIELDS)

    def body(self, secret: str) -> dict[str, Any]:
        """The message with its secure code, ready to be sent as JSON."""
        plain = {wire: getattr(self, name) for name, wire in self.FIELDS.items()}
        return {**plain, "MaXacThuc": secure_code(self.hashed(), secret)}

    def is_genuine(self, secret: str) -> bool:
        """Whether the secure code is right, compared in constant time. An empty secret proves
        nothing."""
        expected = secure_code(self.hashed(), secret)
        return bool(secret) and hmac.compare_digest(expected.encode(), self.code.encode())


def _text(body: Mapping[str, Any], wire: str) -> str:
    value = body.get(wire, "")
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise Malformed(wire)
    text = "" if value is None else str(value)
    if UNFIT.search(text):
        raise Malformed(wire)
    return text


@dataclass(frozen=True, kw_only=True)
class Init(Message):
    """The portal asks for a payment page."""

    FIELDS: ClassVar = {
        "kind": "LoaiBanTin",
        "version": "PhienBan",
        "partner": "MaDoiTac",
        "reference": "MaThamChieu",
        "amount": "SoTien",
        "payment_kind": "LoaiHinhThanhToan",
        "channel": "MaKenhThanhToan",
        "device": "MaThietBi",
        "language": "NgonNgu",
        "currency": "MaTienTe",
        "bank": "MaNganHang",
        "about": "ThongTinGiaoDich",
        "at": "ThoiGianGD",
        "address": "Ip",
    }

    partner: str
    reference: str
    amount: str
    about: str
    at: str
    language: str = "vi"
    kind: str = "INIT"
    version: str = VERSION
    payment_kind: str = "1"
    channel: str = "WEB"
    device: str = ""
    currency: str = CURRENCY
    bank: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class InitAnswer(Message):
    """Where the payer goes to pay."""

    FIELDS: ClassVar = {
        "error": "MaLoi",
        "words": "MoTaLoi",
        "partner": "MaDoiTac",
        "reference": "MaThamChieu",
        "url": "UrlThanhToan",
    }

    error: str
    words: str
    partner: str
    reference: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Notification(Message):
    """The platform says how a payment ended (IPN). The only proof of payment besides QUERY."""

    FIELDS: ClassVar = {
        "kind": "LoaiBanTin",
        "error": "MaLoi",
        "partner": "MaDoiTac",
        "reference": "MaThamChieu",
        "amount": "SoTien",
        "currency": "MaTienTe",
        "transaction": "MaGiaoDich",
        "bank": "MaNganHang",
        "at": "ThoiGianGD",
        "about": "ThongTinGiaoDich",
    }

    kind: str
    error: str
    partner: str
    reference: str
    amount: str
    currency: str
    transaction: str
    bank: str
    at: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(Message):
    """What the portal answers to a notification."""

    FIELDS: ClassVar = {
        "error": "MaLoi",
        "words": "MoTaLoi",
        "partner": "MaDoiTac",
        "reference": "MaThamChieu",
        "at": "ThoiGianGD",
    }

    error: str
    words: str
    partner: str
    reference: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Query(Message):
    """The portal asks how a payment stands; with another `kind`, for its bill."""

    FIELDS: ClassVar = {
        "kind": "LoaiBanTin",
        "version": "PhienBan",
        "partner": "MaDoiTac",
        "reference": "MaThamChieu",
        "at": "ThoiGianGD",
    }

    partner: str
    reference: str
    at: str
    kind: str = "QUERY"
    version: str = VERSION


@dataclass(frozen=True, kw_only=True)
class QueryAnswer(Message):
    """How a payment stands: `status` 1 done, 3 pending, 4 failed."""

    DONE: ClassVar = "1"
    PENDING: ClassVar = "3"
    FAILED: ClassVar = "4"
    FIELDS: ClassVar = {
        "error": "MaLoi",
        "partner": "MaDoiTac",
        "reference": "MaThamChieu",
        "amount": "SoTien",
        "currency": "MaTienTe",
        "transaction": "MaGiaoDich",
        "bank": "MaNganHang",
        "at": "ThoiGianGD",
        "status": "TrangThaiGD",
    }

    error: str
    partner: str
    reference: str
    amount: str
    currency: str
    transaction: str
    bank: str
    at: str
    status: str
