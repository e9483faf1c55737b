"""VietQR: the text in a QR code that fills in a bank transfer (EMVCo, application of NAPAS).

Tag, length of two digits, value; at the end a CRC-16 over everything. A transfer made with it has
no confirmation: the money is there when the bank's statement says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
DYNAMIC = "12"
DONG = "704"
LONGEST_PURPOSE = 25
LONGEST_ACCOUNT = 19
LONGEST_VALUE = 99


class NoVietQR(ValueError):
    """A text that is no VietQR code, or values that do not fit one."""


@dataclass(frozen=True)
class Transfer:
    """What a code asks for: an account at the bank of six digits (BIN), an amount in whole đồng, a
    purpose of at most 25 characters of ASCII."""

    bank: str
    account: str
    amount: Decimal
    purpose: str


def encode(transfer: Transfer) -> str:
    """The text of the QR code. Raises NoVietQR for what does not fit."""
    _check(transfer)
    account = _field("00", transfer.bank) + _field("01", transfer.account)
    merchant = _field("00", NAPAS) + _field("01", account) + _field("02", TO_ACCOUNT)
    text = (
        _field("00", "01")
        + _field("01", DYNAMIC)
        + _field("38", merchant)
        + _field("53", DONG)
        + _field("54", str(int(transfer.amount)))
        + _field("58", "VN")
        + _field("62", _field("08", transfer.purpose))
        + "6304"
    )
    return text + checksum(text)


def decode(text: str) -> Transfer:
    """What a code asks for. Raises NoVietQR for a wrong sum or another kind of code."""
    if len(text) < 8 or text[-8:-4] != "6304" or checksum(text[:-4]) != text[-4:].upper():
        raise NoVietQR("the check sum is wrong")
    fields = dict(_fields(text))
    merchant = dict(_fields(fields.get("38", "")))
    account = dict(_fields(merchant.get("01", "")))
    purpose = dict(_fields(fields.get("62", ""))).get("08", "")
    if merchant.get("00") != NAPAS or merchant.get("02") != TO_ACCOUNT:
        raise NoVietQR("not a transfer to an account")
    found = Transfer(account.get("00", ""), account.get("01", ""), _amount(fields), purpose)
    _check(found)
    return found


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE as four hexadecimal digits; of "123456789" it is 29B1."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
    return f"{crc & 0xFFFF:04X}"


def _amount(fields: dict[str, str]) -> Decimal:
    digits = fields.get("54", "")
    if fields.get("53") != DONG or not re.fullmatch(r"[0-9]{1,13}", digits, re.ASCII):
        raise NoVietQR("no amount in đồng")
    return Decimal(digits)


def _check(transfer: Transfer) -> None:
    if not re.fullmatch(r"[0-9]{6}", transfer.bank, re.ASCII):
        raise NoVietQR("a bank has six digits")
    if not re.fullmatch(rf"[0-9A-Za-z]{{1,{LONGEST_ACCOUNT}}}", transfer.account, re.ASCII):
        raise NoVietQR("an account has up to 19 letters and digits")
    if not 0 < transfer.amount < 10**13 or transfer.amount != int(transfer.amount):
        raise NoVietQR("an amount is whole đồng")
    if not re.fullmatch(rf"[ -~]{{1,{LONGEST_PURPOSE}}}", transfer.purpose, re.ASCII):
        raise NoVietQR("a purpose has up to 25 plain characters")


def _field(tag: str, value: str) -> str:
    if len(value) > LONGEST_VALUE:
        raise NoVietQR(f"field {tag} is too long")
    return f"{tag}{len(value):02}{value}"


def _fields(text: str) -> Iterator[tuple[str, str]]:
    while text:
        head = re.match(r"[0-9]{4}", text, re.ASCII)
        if head is None or len(text) < 4 + int(text[2:4]):
            raise NoVietQR("cut off")
        end = 4 + int(text[2:4])
        yield text[:2], text[4:end]
        text = text[end:]
