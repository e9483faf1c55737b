"""Somebody without an account stands at a desk: the account is made from the identity card."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.accounts.models import CitizenProfile, User
from portal.accounts.services.prove_at_desk import OwnIdentity
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.messaging.services import notify_address


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What the card says and the person adds. `phone` is E.164 and proves nothing yet."""

    number: str
    full_name: str
    birth_date: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    province: str = ""
    commune: str = ""
    address: str = ""


def register_at_desk(*, newcomer: Newcomer, official: User, by: Actor) -> User:
    """The account of a person whose card the official has compared with the face.

    It has no password: its owner comes in with the national identity, which finds it by the number.
    Whoever gave a phone or an address is told so there. Raises IdentityTaken when the number has an
    account, also to the second of two officials at once.
    """
    if getattr(getattr(official, "proven_identity", None), "number", "") == newcomer.number:
        raise OwnIdentity
    with transaction.atomic():
        user = User.objects.create_user(
            full_name=newcomer.full_name, phone=newcomer.phone, email=newcomer.email
        )
        CitizenProfile.objects.create(
            user=user,
            birth_date=newcomer.birth_date,
            sex=newcomer.sex,
            province_code=newcomer.province,
            commune_code=newcomer.commune,
            address_detail=newcomer.address,
        )
        event = record("account.created_at_desk", user, by)
        prove_identity(user=user, number=newcomer.number, proof=Proof(official=official), by=by)
        _invite(event, newcomer)
    return user


def _invite(event, newcomer: Newcomer) -> None:
    for address, channel in ((newcomer.phone, "SMS"), (newcomer.email, "EMAIL")):
        if address:
            notify_address(event, "accounts/prepared_at_desk_for_person", address, channel, {})
            return
