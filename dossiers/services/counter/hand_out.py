"""Putting the result into somebody's hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Authority, HandOut, PaperCheck, TrackingCode
from dossiers.selectors.counter.hand_out import is_right_number
from dossiers.selectors.money.before_result import holds_result
from dossiers.services.change import changing
from dossiers.services.counter.visit import check_days
from dossiers.services.prove import check_code
from dossiers.workflow import Action
from procedures.words import amount_words

NAME = _("Write who received the result.")
NUMBER = _("This is not the number of the owner. Look at the card again, or take an authority.")
WRONG_CODE = _("The code is not right or too old. Send a new one.")
NO_RECEIPT = _("Scan the QR code of the receipt first.")
OWED = _(
    "%(amount)s is not paid. Take the money first, or have a leader let the result go in writing."
)
ORIGINALS = _("Tick every original that you give back; all of them go back with the result.")


@dataclass(frozen=True)
class Delegated:
    """The paper by which somebody receives for the owner."""

    number: str
    paper: str
    since: date
    until: date | None = None
    file: object = None


def hand_out(
    *,
    dossier,
    by,
    expected_version: int,
    receiver: str,
    capacity: str,
    proof: str,
    number: str = "",
    code: str = "",
    receipt_scanned: bool = False,
    delegated: Delegated | None = None,
    originals: Sequence[int] = (),
    at: datetime | None = None,
) -> HandOut:
    """Record who received the result, by which right and how that was proven; originals handed in
    go back with it (NĐ 61/2018, art. 20).

    `number` is compared with the owner's proven one and not kept; of a delegate it is kept with the
    authority, encrypted. Raises `Invalid`, also while fees are owed, `NotAllowed`, `Conflict`.
    """
    at = at or timezone.now()
    if not receiver.strip():
        raise Invalid({"receiver": NAME})
    if capacity == HandOut.Capacity.DELEGATE:
        if delegated is None:
            raise Invalid({"paper": _("Write by which paper the delegate acts.")})
        check_days(delegated.since, delegated.until, timezone.localdate(at))
    _check_ready(dossier, originals, at)
    _check_proof(dossier, proof, capacity, number, code, receipt_scanned, at)
    with changing(
        dossier, Action.RETURN_RESULT, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier = change.dossier
        _check_ready(dossier, originals, at)
        _to_give_back(dossier).update(given_back_at=at)
        row = HandOut.objects.create(
            dossier=dossier,
            desk=dossier.receiving_agency,
            by=by,
            at=at,
            receiver=receiver.strip(),
            capacity=capacity,
            proof=proof,
        )
        if delegated is not None and capacity == HandOut.Capacity.DELEGATE:
            Authority.objects.create(hand_out=row, name=receiver.strip(), **vars(delegated))
        dossier.received_by = receiver.strip()
        change.record(hand_out=row.pk, capacity=capacity, proof=proof, originals=len(originals))
    return row


def _check_ready(dossier, originals: Sequence[int], at: datetime) -> None:
    """Looked at before the proof, so that a code is not used up in vain, and again under lock."""
    if owed := holds_result(dossier, timezone.localdate(at)):
        raise Invalid({"owed": OWED % {"amount": amount_words(owed)}})
    if set(_to_give_back(dossier).values_list("pk", flat=True)) != set(originals):
        raise Invalid({"originals": ORIGINALS})


def _check_proof(dossier, proof, capacity, number, code, receipt_scanned, at) -> None:
    if proof == HandOut.Proof.RECEIPT and not receipt_scanned:
        raise Invalid({"proof": NO_RECEIPT})
    if proof == HandOut.Proof.CODE:
        latest = TrackingCode.objects.filter(dossier=dossier, used_at=None).order_by("-pk").first()
        if latest is None or not check_code(tracking=latest, code=code.strip(), at=at):
            raise Invalid({"code": WRONG_CODE})
    by_card = proof == HandOut.Proof.IDENTITY and capacity == HandOut.Capacity.OWNER
    if by_card and not is_right_number(dossier, number):
        raise Invalid({"number": NUMBER})


def _to_give_back(dossier):
    return PaperCheck.objects.filter(intake__dossier=dossier, give_back=True, given_back_at=None)
