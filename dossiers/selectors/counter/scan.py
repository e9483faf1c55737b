"""What somebody at the counter has scanned or typed: one box that understands them all."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from portal.kernel.cards import Card, read_card
from portal.kernel.codes import (
    CodeError,
    check_identity_number,
    normalise_phone,
    parse_dossier_code,
    parse_result_code,
    parse_submission_number,
)

LONGEST = 600
_CHECK = re.compile(r"/kiem-tra/(?P<code>[^/?]+)/?$")
_DRAFT = re.compile(r"/ho-so/nhap/(?P<id>[0-9a-f-]{36})(/|$)")
_BOOKING = re.compile(r"DL-?([2-9A-HJKMNP-Z]{6})", re.IGNORECASE)


class Kind(StrEnum):
    CARD = "card"
    IDENTITY = "identity"
    PHONE = "phone"
    DOSSIER = "dossier"
    DRAFT = "draft"
    BOOKING = "booking"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Scanned:
    """`value` is the number, code or id; `secret` what the QR code of a paper carries besides."""

    kind: Kind
    value: str = ""
    card: Card | None = None
    secret: str = ""


def recognise(text: str) -> Scanned:
    """An identity card, its number, a phone number, a dossier, a paper of one, a draft that a
    person has brought, a booked time; nothing of these is `UNKNOWN`.
    """
    text = text.strip()[:LONGEST]
    for read in (_card, _address, _identity, _dossier, _booking, _phone):
        try:
            found = read(text)
        except CodeError:
            continue
        if found is not None:
            return found
    return Scanned(Kind.UNKNOWN, text)


def _card(text: str) -> Scanned | None:
    if "|" not in text:
        return None
    card = read_card(text)
    return Scanned(Kind.CARD, card.number, card)


def _address(text: str) -> Scanned | None:
    """The address behind the QR code of a paper of ours, or of a draft printed to be brought."""
    if not text.lower().startswith(("http://", "https://")):
        return None
    address = urlsplit(text)
    if found := _CHECK.search(address.path):
        secret = parse_qs(address.query).get("k", [""])[0]
        return Scanned(Kind.DOSSIER, unquote(found["code"]).upper(), secret=secret)
    if found := _DRAFT.search(address.path):
        return _draft(found["id"])
    return None


def _draft(text: str) -> Scanned | None:
    try:
        return Scanned(Kind.DRAFT, str(UUID(text)))
    except ValueError:
        return None


def _identity(text: str) -> Scanned:
    return Scanned(Kind.IDENTITY, check_identity_number(text))


def _dossier(text: str) -> Scanned:
    """A code with whatever stands behind it: a paper of the dossier leads to the dossier."""
    upper = text.upper().replace(" ", "")
    for read in (parse_dossier_code, parse_result_code):
        try:
            read(upper)
        except CodeError:
            continue
        return Scanned(Kind.DOSSIER, upper)
    return Scanned(Kind.DOSSIER, parse_submission_number(upper))


def _booking(text: str) -> Scanned | None:
    found = _BOOKING.fullmatch(text.replace(" ", ""))
    return Scanned(Kind.BOOKING, f"DL-{found[1].upper()}") if found else None


def _phone(text: str) -> Scanned:
    return Scanned(Kind.PHONE, normalise_phone(text))
