"""What may be told of a dossier to somebody who is not signed in (TT 01/2018/TT-VPCP, art. 16)."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from dossiers.models import Dossier, TrackingCode
from dossiers.rules.tracking import PROOF_LIFETIME
from dossiers.selectors.citizen import documents_of
from portal.accounts.models import KnownDevice
from portal.documents.checking import secret_matches
from portal.documents.workflow import PaperKind
from portal.kernel.codes import CodeError, parse_submission_number
from portal.messaging.models import Delivery

NOT_IN_A_NUMBER = re.compile(r"[^0-9A-Z.\-]")


@dataclass(frozen=True)
class Anonymous:
    """All that a stranger is told."""

    code: str
    completion: int


@dataclass(frozen=True)
class Contact:
    """Where a dossier's owner is reached, and how it may be shown to somebody who must prove it."""

    channel: str
    address: str
    masked: str


def normalise(number: str) -> str:
    """The number as stored, from what a person types: any case, blanks, other dashes; of a
    submission number also none.
    """
    try:
        return parse_submission_number(number)
    except CodeError:
        pass
    dashed = re.sub(r"[\u2010-\u2015\u2212]", "-", number.upper())
    return NOT_IN_A_NUMBER.sub("", dashed)[:64]


def find(number: str) -> Dossier | None:
    """The dossier under a dossier code, a submission number or the code another portal gave."""
    number = normalise(number)
    if not number:
        return None
    return (
        Dossier.objects.select_related("owner", "agency", "holder", "revision")
        .filter(Q(code=number) | Q(submission_number=number) | Q(external_code=number))
        .order_by("pk")
        .first()
    )


def anonymous(dossier: Dossier) -> Anonymous:
    """Code and degree of completion, nothing else."""
    return Anonymous(dossier.reference, dossier.row.completion)


def contact_of(dossier: Dossier) -> Contact | None:
    """The owner's proven e-mail address, else the proven phone number, else nothing."""
    owner = dossier.owner
    if owner.proven_email:
        local, _, domain = owner.proven_email.partition("@")
        return Contact(Delivery.Channel.EMAIL, owner.proven_email, f"{local[0]}•••@{domain[0]}•••")
    if owner.proven_phone:
        return Contact(
            Delivery.Channel.SMS, owner.proven_phone, f"•••••••{owner.proven_phone[-2:]}"
        )
    return None


def is_known_browser(dossier: Dossier, device_hash: str) -> bool:
    """Whether the owner has signed in from this browser, or the dossier was proven in it."""
    if KnownDevice.objects.filter(user=dossier.owner_id, device_hash=device_hash).exists():
        return True
    codes = TrackingCode.objects.filter(dossier=dossier, device_hash=device_hash)
    return codes.exclude(used_at=None).exists()


def waiting_code(public_id: UUID) -> TrackingCode | None:
    """The code under this id, whatever became of it."""
    return TrackingCode.objects.select_related("dossier__owner").filter(public_id=public_id).first()


def proven(public_id: UUID, now: datetime) -> Dossier | None:
    """The dossier that this code has proven not longer ago than a proof lasts."""
    used = TrackingCode.objects.filter(public_id=public_id, used_at__gt=now - PROOF_LIFETIME)
    code = used.select_related("dossier__agency", "dossier__holder", "dossier__revision").first()
    return code.dossier if code else None


def proven_by_receipt(number: str, secret: str) -> Dossier | None:
    """The dossier whose receipt carries this secret in its QR code."""
    dossier = find(number)
    if dossier is None or not secret:
        return None
    receipts = documents_of(dossier).filter(kind=PaperKind.RECEIPT)
    hashes = receipts.values_list("secret_hash", flat=True)
    return dossier if any(secret_matches(secret, known) for known in hashes) else None
