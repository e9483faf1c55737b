"""What the portal knows already and fills in for a person (TT 32/2017/TT-BTTTT, art. 4)."""

from datetime import date
from typing import Any

from portal.accounts.models import CitizenProfile, Organisation, User

SEXES = {CitizenProfile.Sex.MALE: "male", CitizenProfile.Sex.FEMALE: "female"}


def known_about(user: User, organisation: Organisation | None) -> dict[str, Any]:
    """Values by the names that forms use, `profile.full_name`; `profile` itself is the record.

    Nothing here is proof: an identity number that was only typed is offered for correction.
    """
    person = _person(user)
    known: dict[str, Any] = {"profile": person}
    known |= {f"profile.{name}": value for name, value in person.items()}
    if organisation is not None:
        body = _body(organisation, user)
        known["organisation"] = body
        known |= {f"organisation.{name}": value for name, value in body.items()}
    return {name: value for name, value in known.items() if value}


def _person(user: User) -> dict[str, Any]:
    profile = CitizenProfile.objects.filter(user=user).first() or CitizenProfile(user=user)
    proven = getattr(user, "proven_identity", None)
    return {
        "full_name": user.full_name,
        "birth_date": _day(profile.birth_date),
        "sex": SEXES.get(profile.sex, ""),
        "identity_number": proven.number if proven else profile.typed_number,
        "phone": user.phone,
        "email": user.email,
        "address": _address(profile.province_code, profile.commune_code, profile.address_detail),
    }


def _body(organisation: Organisation, user: User) -> dict[str, Any]:
    return {
        "name": organisation.name,
        "tax_number": organisation.tax_number,
        "representative": user.full_name,
        "phone": user.phone,
        "email": user.email,
        "address": _address(
            organisation.province_code, organisation.commune_code, organisation.address_detail
        ),
    }


def _address(province: str, commune: str, detail: str) -> dict[str, str]:
    parts = {"province": province, "commune": commune, "detail": detail}
    return {key: value for key, value in parts.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
