"""A dossier filed at the national portal arrives: taken in once, like any other."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Arrival, ArrivalConflict, ArrivalFile, Dossier, Draft
from dossiers.models.dossier import ReturnWay
from dossiers.selectors.arrivals import Destination, destination
from dossiers.services.fetch_arrival import order_files
from dossiers.services.submit import confirm_receipt, make_dossier
from portal.accounts.models import Organisation, User
from portal.accounts.rules.claims import CITIZEN, ENTERPRISE, Identity
from portal.accounts.selectors import proven_owner
from portal.accounts.services.prove_identity import IdentityTaken
from portal.accounts.services.represent import prove_organisation
from portal.accounts.services.take_identity import take_identity
from portal.audit.actors import Actor, ActorKind
from portal.audit.services import record
from portal.integrations.national.facts import GivenBack
from portal.integrations.national.incoming import IncomingDossier
from portal.integrations.national.port import NAME
from portal.kernel.codes import CodeError, normalise_phone
from portal.kernel.hashing import canonical_json, sha256_hex

PARTNER = Actor(ActorKind.PARTNER)
RETURN_WAYS = {
    GivenBack.ACCOUNT: ReturnWay.ONLINE,
    GivenBack.DESK: ReturnWay.DESK,
    GivenBack.POST: ReturnWay.DESK,
}
"""Post begins with an address that the person chooses here; until then the desk keeps it."""
CHANGED = _(
    "This code came before with other contents. The first ones stand, and an official has been "
    "shown the difference. Send changes as a new dossier, or have the person answer here."
)
TAKEN = _("Another dossier is known under this code, which did not come from here.")
SOMEBODY_ELSE = _("This account at the national portal belongs to another person here.")


@dataclass(frozen=True)
class Received:
    dossier: Dossier
    is_new: bool


def receive_national(
    *, incoming: IncomingDossier, fields: Mapping[str, Any], at: datetime | None = None
) -> Received:
    """Take in what the national portal hands over; `fields` is the message as it came.

    The same code with the same message gives the same dossier again, however many come at once.
    Raises `Invalid` with what is wrong by field, `Conflict` for the same code with another message:
    nothing is overwritten, and officials are shown the difference.
    """
    at, digest = at or timezone.now(), sha256_hex(canonical_json(fields))
    for is_last in (False, True):
        known = _known(incoming.code)
        if known is not None:
            return Received(_same(known, fields, digest, at), is_new=False)
        try:
            with transaction.atomic():
                return Received(_take_in(incoming, fields, digest, at), is_new=True)
        except IntegrityError:
            # Another request with this code, or for this person, was a moment faster.
            if is_last:
                raise
    raise AssertionError("one of the two rounds ends")


def _known(code: str) -> Dossier | None:
    rows = Dossier.objects.select_related("arrival")
    return rows.filter(external_partner=NAME, external_code=code).first()


def _same(dossier: Dossier, fields: Mapping[str, Any], digest: str, at: datetime) -> Dossier:
    arrival = getattr(dossier, "arrival", None)
    if arrival is None:
        raise Conflict(dossier, TAKEN)
    if arrival.digest == digest:
        return dossier
    with transaction.atomic():
        conflict, is_new = ArrivalConflict.objects.get_or_create(
            arrival=arrival, digest=digest, defaults={"fields": dict(fields), "received_at": at}
        )
        if is_new:
            record("arrival.contradicted", conflict, PARTNER, {"dossier": dossier.pk}, at=at)
    raise Conflict(dossier, CHANGED)


def _take_in(
    incoming: IncomingDossier, fields: Mapping[str, Any], digest: str, at: datetime
) -> Dossier:
    place, errors = destination(incoming, timezone.localdate(at))
    if place is None:
        raise Invalid(errors)
    owner = _owner(incoming)
    dossier = make_dossier(_draft(incoming, place, owner, _organisation(incoming, owner)), at)
    dossier.external_partner, dossier.external_code = NAME, incoming.code
    dossier.save()
    arrival = Arrival.objects.create(
        dossier=dossier,
        partner=NAME,
        filed_at=incoming.filed_at,
        received_at=at,
        digest=digest,
        fields=dict(fields),
    )
    event = confirm_receipt(dossier, PARTNER, at, partner=NAME, external=incoming.code)
    files = ArrivalFile.objects.bulk_create(
        ArrivalFile(
            arrival=arrival,
            key=file.key,
            name=file.name,
            paper=place.papers[file.key],
            address=file.address,
            sha256=file.sha256.lower(),
        )
        for file in incoming.files
    )
    order_files(event, files)
    return dossier


def _draft(
    incoming: IncomingDossier, place: Destination, owner: User, organisation: Organisation | None
) -> Draft:
    """The same thing as a person's own draft at the moment of sending, never saved."""
    return Draft(
        public_id=uuid.uuid4(),
        owner=owner,
        organisation=organisation,
        revision=place.revision,
        case=place.case,
        channel=place.channel,
        form_version=place.revision.form,
        agency=place.offering.agency,
        desk=place.offering.desk,
        answers=dict(incoming.answers),
        return_way=RETURN_WAYS[incoming.given_back],
    )


def _owner(incoming: IncomingDossier) -> User:
    """Whose number the national portal has proven: the account that has proven it, or a new one."""
    proven = proven_owner(incoming.number)
    if proven is not None:
        return proven.user
    user = User.objects.create_user(
        full_name=incoming.name, email=incoming.email.lower(), phone=_phone(incoming.phone)
    )
    try:
        take_identity(
            user=user, identity=_identity(incoming), provider=settings.IDENTITY_PROVIDER_ID
        )
    except IdentityTaken as taken:
        if proven_owner(incoming.number) is not None:
            raise IntegrityError("the number was proven a moment ago") from taken
        raise Invalid({"account": SOMEBODY_ELSE}) from taken
    return user


def _organisation(incoming: IncomingDossier, owner: User) -> Organisation | None:
    if not incoming.tax_number:
        return None
    name = incoming.organisation or incoming.name
    return prove_organisation(user=owner, name=name, tax_number=incoming.tax_number, by=PARTNER)


def _identity(incoming: IncomingDossier) -> Identity:
    return Identity(
        subject=incoming.account,
        number=incoming.number,
        full_name=incoming.name,
        birth_date=None,
        sex="",
        level="",
        kind=ENTERPRISE if incoming.tax_number else CITIZEN,
        tax_number="",
        organisation_name="",
        organisation_address="",
    )


def _phone(text: str) -> str:
    try:
        return normalise_phone(text) if text else ""
    except CodeError:
        return ""
