"""What the national identity says about a person, in our words.

Claim names of the national portal and of VNeID. The level is `loAs` or the standard `acr`; the
kind of account is 1 for a citizen, 2 for an enterprise, 3 for another organisation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

CITIZEN, ENTERPRISE, ORGANISATION = "1", "2", "3"
PROVEN_LEVELS = frozenset({"2", "3", "4", "02", "03", "04", "high", "substantial"})
"""Levels at which the provider has compared the person with the record; below, a number is only
what somebody stated (NĐ 69/2024, art. 7, 20)."""

DATE_FORMS = ("%Y%m%d", "%Y-%m-%d", "%d/%m/%Y")
SEXES = {"1": "M", "nam": "M", "m": "M", "male": "M", "2": "F", "nữ": "F", "f": "F", "female": "F"}


class ClaimsRefused(ValueError):
    """The provider answered without what an account needs."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person, and the organisation he was signed in for if any, as the provider states them."""

    subject: str
    number: str
    full_name: str
    birth_date: date | None
    sex: str
    level: str
    kind: str
    tax_number: str
    organisation_name: str
    organisation_address: str

    @property
    def is_proven(self) -> bool:
        """Whether the provider is sure enough of the person to stake an identity number on it. Who
        signs in for an organisation is no surer a person for it: without a level nothing is proven.
        """
        return self.level.rsplit("/", 1)[-1].lower().removeprefix("loa") in PROVEN_LEVELS

    @property
    def for_organisation(self) -> bool:
        return self.kind in {ENTERPRISE, ORGANISATION} and bool(self.tax_number)


def read_identity(claims: Mapping[str, Any]) -> Identity:
    """The identity in the claims. Raises ClaimsRefused without subject, number or name."""
    words = {key: str(value).strip() for key, value in claims.items() if value is not None}
    identity = Identity(
        subject=words.get("sub", ""),
        number=words.get("SoDinhDanh", ""),
        full_name=words.get("HoVaTen", "") or words.get("name", ""),
        birth_date=_date(words.get("NgayThangNamSinh", "") or words.get("birthdate", "")),
        sex=SEXES.get(words.get("GioiTinh", "").lower(), ""),
        level=words.get("loAs", "") or words.get("acr", ""),
        kind=words.get("LoaiTaiKhoan", CITIZEN),
        tax_number=words.get("MaSoDoanhNghiep", "") or words.get("MaSoThue", ""),
        organisation_name=words.get("TenDoanhNghiep", ""),
        organisation_address=words.get("DiaChi", ""),
    )
    if not (identity.subject and identity.number and identity.full_name):
        raise ClaimsRefused("the identity provider did not say who this is")
    return identity


def _date(text: str) -> date | None:
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
