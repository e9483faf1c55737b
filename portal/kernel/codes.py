"""Codes the law or the portal gives to things: how they are made, read and checked."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.vn import mst

DOSSIER_CODE = "{org}-{day:%y%m%d}-{seq:04}"
RESULT_CODE = "{code}-KQ{n}"
LAST_SEQUENCE = 9_999_999

_AGENCY = re.compile(r"[A-Y]\d{2}(\.[0-9A-Z]+)*", re.ASCII)
_OLD_AGENCY = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}", re.ASCII)
_DOSSIER = re.compile(
    r"(?P<org>(\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(\.[0-9A-Z]+)*))"
    r"-(?P<day>\d{6})-(?P<seq>\d{4,7})",
    re.ASCII,
)
_RESULT = re.compile(r"(?P<code>.+)-KQ(?P<n>[1-9]\d*)", re.ASCII)
_SECTOR = re.compile(r"[A-Y]\d{2}-[0-9A-Z]+", re.ASCII)
_IDENTITY = re.compile(r"(?P<place>\d{3})(?P<sex>\d)(?P<year>\d{2})(?P<serial>\d{6})", re.ASCII)

# No 0, O, 1, I or L, which people confuse; 31 is prime, which the check character needs.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SUBMISSION = re.compile(r"NOP([2-9A-Z]{4})([2-9A-Z]{4})([2-9A-Z])", re.ASCII)


class CodeError(ValueError):
    """A code that cannot be right; the message is an English message id for people."""


@dataclass(frozen=True, slots=True)
class DossierCode:
    """The parts of a dossier code: receiving agency, day of acceptance, number of that day."""

    org: str
    day: date
    seq: int


def check_agency_code(text: str) -> str:
    """An agency code of the new form (20/2020/QĐ-TTg). Raises ``CodeError``."""
    if not _AGENCY.fullmatch(text) or len(text) > 35:
        raise CodeError("An agency code looks like H99.21.02.")
    return text


def check_old_agency_code(text: str) -> str:
    """An agency code of the old form (QCVN 102:2016/BTTTT). Raises ``CodeError``."""
    if not _OLD_AGENCY.fullmatch(text):
        raise CodeError("An old agency code looks like 000.02.21.H99.")
    return text


def old_agency_code(new: str) -> str | None:
    """``H99.21.02`` → ``000.02.21.H99``; ``None`` when the code has no old form.

    Usual practice, not law: groups are reversed and missing levels are zeros.
    """
    province, *groups = check_agency_code(new).split(".")
    widths = (2, 2, 3)
    if len(groups) > 3 or any(
        not group.isdigit() or len(group) > width
        for group, width in zip(groups, widths, strict=False)
    ):
        return None
    levels = [*groups, *("0" for _ in range(3 - len(groups)))]
    old = [group.zfill(width) for group, width in zip(levels, widths, strict=True)]
    return ".".join([*reversed(old), province])


def check_sector_code(text: str) -> str:
    """A sector code, ``G15-HT`` (01/2018/TT-VPCP, article 20). Raises ``CodeError``."""
    if not _SECTOR.fullmatch(text):
        raise CodeError("A sector code looks like G15-HT.")
    return text


def dossier_code(org: str, day: date, seq: int, template: str = DOSSIER_CODE) -> str:
    """The code given at acceptance; past 9999 a day it widens and never wraps.

    ``day`` is the day in Vietnam. Raises ``CodeError``.
    """
    if not 1 <= seq <= LAST_SEQUENCE:
        raise CodeError("The number of the day is out of range.")
    code = template.format(org=org, day=day, seq=seq)
    parse_dossier_code(code)
    return code


def parse_dossier_code(text: str) -> DossierCode:
    """The parts of a dossier code. Raises ``CodeError``."""
    match = _DOSSIER.fullmatch(text)
    if not match:
        raise CodeError("A dossier code looks like H99.22-261124-0001.")
    try:
        day = datetime.strptime(match["day"], "%y%m%d").date()
    except ValueError as error:
        raise CodeError("The date in the code does not exist.") from error
    return DossierCode(match["org"], day, int(match["seq"]))


def result_code(code: str, n: int, template: str = RESULT_CODE) -> str:
    """The code of the ``n``-th result of a dossier, from 1 (45/2020/NĐ-CP, article 14)."""
    parse_dossier_code(code)
    if n < 1:
        raise CodeError("Results are numbered from 1.")
    return template.format(code=code, n=n)


def parse_result_code(text: str) -> tuple[str, int]:
    """The dossier code and the number of a result code. Raises ``CodeError``."""
    match = _RESULT.fullmatch(text)
    if not match:
        raise CodeError("A result code looks like H99.22-261124-0001-KQ1.")
    parse_dossier_code(match["code"])
    return match["code"], int(match["n"])


def submission_number() -> str:
    """A random number for an online submission, ``NOP-XXXX-XXXX-X``, before it has a code.

    The last character catches any one wrong character and any two swapped ones.
    """
    body = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"NOP-{body[:4]}-{body[4:]}-{_check_character(body)}"


def parse_submission_number(text: str) -> str:
    """The number as printed, from what a person typed. Raises ``CodeError``."""
    match = _SUBMISSION.fullmatch(re.sub(r"[\s-]", "", text).upper())
    if not match or not set("".join(match.groups())) <= set(_ALPHABET):
        raise CodeError("A submission number looks like NOP-XXXX-XXXX-X.")
    first, second, check = match.groups()
    if _check_character(first + second) != check:
        raise CodeError("The submission number has a mistyped character.")
    return f"NOP-{first}-{second}-{check}"


def _check_character(body: str) -> str:
    """Distinct weights modulo a prime catch every single error and every transposition."""
    total = sum(weight * _ALPHABET.index(letter) for weight, letter in enumerate(body, 2))
    return _ALPHABET[total % len(_ALPHABET)]


def payment_reference() -> str:
    """A random reference of one payment, ``TT`` and nine characters, that fits in the purpose of a
    bank transfer and survives a bank that drops spaces and signs. The last character checks.
    """
    body = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"TT{body}{_check_character(body)}"


def payment_references(text: str) -> list[str]:
    """The payment references in what somebody wrote as the purpose of a transfer, in any case and
    with anything between their characters; each once, in the order they stand.
    """
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    starts = (found.start() + 2 for found in re.finditer("(?=TT)", plain))
    bodies = (plain[start : start + 9] for start in starts)
    return list(dict.fromkeys(f"TT{body}" for body in bodies if _is_checked(body)))


def _is_checked(body: str) -> bool:
    known = len(body) == 9 and set(body) <= set(_ALPHABET)
    return known and _check_character(body[:8]) == body[8]


def secret() -> str:
    """A secret of 99 bits that can be read aloud and put in a QR code."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(20))


def check_identity_number(text: str, on: date | None = None) -> str:
    """A personal identification number: 12 digits of plausible structure, spaces dropped.

    Three digits of the place of registration, one of century and sex, two of the year of birth,
    six at random. Given ``on``, a birth year after it is refused. Proves nothing about a person.
    Raises ``CodeError``.
    """
    number = re.sub(r"[\s.-]", "", text)
    match = _IDENTITY.fullmatch(number)
    if not match:
        raise CodeError("A personal identification number has 12 digits.")
    born = 1900 + 100 * (int(match["sex"]) // 2) + int(match["year"])
    if match["place"] == "000" or born > (on.year if on else 2099):
        raise CodeError("This is not a personal identification number. Check the digits.")
    return number


def check_tax_number(text: str) -> str:
    """A tax number of 10 digits, or 13 with its branch, check digit verified.

    Since 2025 a person's tax number is the personal identification number, which is taken too.
    Raises ``CodeError``.
    """
    if _IDENTITY.fullmatch(text.strip()):
        return check_identity_number(text)
    try:
        return str(mst.validate(text))
    except ValidationError as error:
        raise CodeError("This is not a tax number. Check the digits.") from error


def normalise_phone(text: str) -> str:
    """A telephone number as ``+84912345678``; numbers without a country are Vietnamese.

    Raises ``CodeError``.
    """
    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException as error:
        raise CodeError("This is not a telephone number.") from error
    if not phonenumbers.is_valid_number(number):
        raise CodeError("This is not a telephone number.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_words(number: str) -> str:
    """A number of `normalise_phone` as people here write it: ``0912 345 678``, or with its country
    when that is another one.
    """
    parsed = phonenumbers.parse(number, "VN")
    style = phonenumbers.PhoneNumberFormat
    here = phonenumbers.region_code_for_number(parsed) == "VN"
    return phonenumbers.format_number(parsed, style.NATIONAL if here else style.INTERNATIONAL)
