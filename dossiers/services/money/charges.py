"""What a dossier costs, written row by row; a correction takes the place of the row before."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Charge, Dossier, ReliefClaim
from dossiers.models.money.charge import ChargeKind, Purpose
from dossiers.selectors.charges import (
    NOTHING,
    charges_of,
    first_charges,
    may_ask_now,
    reliefs_of,
    spared_amount,
)
from dossiers.selectors.money.rights import CASHIERS, LEADERS
from dossiers.services.money.settle import settle
from dossiers.services.money.till import Till, till
from portal.kernel.text import nfc

LARGEST = Decimal(10_000_000_000)
NO_SUCH_CHARGE = _("This charge is no longer part of the dossier. Look at it again.")
KEPT = ("dossier", "key", "purpose", "kind", "code", "name", "basis", "unit_amount", "per")


@dataclass(frozen=True)
class Added:
    """A charge that the law of the procedure does not know: postage, a service of the desk."""

    key: str
    kind: str
    name: str
    amount: Decimal
    purpose: str = Purpose.FEES
    basis: str = ""
    ground: str = ""


def write_charges(dossier: Dossier, at: datetime) -> None:
    """The charges of a dossier that was just filed, inside the caller's transaction; doing it again
    changes nothing."""
    known = set(dossier.charges.values_list("key", flat=True))
    for charge in first_charges(dossier):
        if charge.key not in known:
            charge.at = at
            charge.save(force_insert=True)


def replace(till: Till, charge: Charge, ground: str = "", **changed) -> Charge:
    """A row in the place of `charge`."""
    kept = {name: getattr(charge, name) for name in (*KEPT, "quantity", "full", "amount", "relief")}
    values = {**kept, **changed, "ground": ground, "by": till.by, "at": till.at}
    made = Charge.objects.create(replaces=charge, **values)
    facts = {"charge": made.pk, "was": charge.pk, "key": made.key}
    till.record("charge_changed", amount=None if made.amount is None else int(made.amount), **facts)
    return made


def enter_amount(
    *,
    dossier: Dossier,
    by,
    charge_id: int,
    ground: str,
    amount: Decimal | None = None,
    quantity: int | None = None,
    at: datetime | None = None,
) -> Charge:
    """The desk enters what the law leaves open: how many units, or the amount where no text states
    it; also corrects either. The ground is kept. Asks for the money where it is owed now.

    Raises `Invalid`, `Conflict` when the charge was replaced meanwhile, `NotAllowed`.
    """
    if not ground.strip():
        raise Invalid({"ground": _("Write the ground: the text, the list of prices, the count.")})
    with till(dossier, by=by, roles=CASHIERS | LEADERS, at=at) as open_till:
        charge = _current(open_till.dossier, charge_id)
        full = _full(charge, amount, quantity)
        pays = full if charge.relief is None else _spared(full, charge.relief)
        made = replace(
            open_till, charge, nfc(ground.strip()), quantity=quantity, full=full, amount=pays
        )
        settle(open_till, made.purpose, ask=may_ask_now(open_till.dossier))
    return made


def _full(charge: Charge, amount: Decimal | None, quantity: int | None) -> Decimal:
    if quantity is not None:
        if charge.unit_amount is None or not 0 < quantity <= 100_000:
            raise Invalid({"quantity": _("Enter how many, from 1 to 100,000.")})
        return charge.unit_amount * quantity
    if amount is None or not NOTHING <= amount < LARGEST or amount != int(amount):
        raise Invalid({"amount": _("Enter an amount in whole đồng.")})
    return amount


def add_charge(till: Till, added: Added) -> Charge:
    """Write a further charge, or correct the one of the same key, and ask for what is then owed."""
    facts = {"full": added.amount, "amount": added.amount, "quantity": None}
    held = next((row for row in charges_of(till.dossier) if row.key == added.key), None)
    if held is not None:
        charge = replace(till, held, added.ground, **facts)
    else:
        charge = Charge.objects.create(
            dossier=till.dossier,
            key=added.key,
            purpose=added.purpose,
            kind=ChargeKind(added.kind),
            name=added.name,
            basis=added.basis,
            ground=added.ground,
            by=till.by,
            at=till.at,
            **facts,
        )
        till.record("charge_added", charge=charge.pk, key=charge.key, amount=int(added.amount))
    settle(till, added.purpose, ask=True)
    return charge


def claim_relief(
    *, dossier: Dossier, by, charge_id: int, which: int, proof=None, at: datetime | None = None
) -> ReliefClaim:
    """The applicant says that he belongs to the group number `which` of those that pay less for
    the charge. It counts once an official has looked at the proof.

    Raises `Invalid`, `Conflict`, `NotAllowed`.
    """
    with till(dossier, by=by, at=at) as open_till:
        charge = _current(open_till.dossier, charge_id)
        groups = reliefs_of(open_till.dossier, charge.key)
        if not 0 <= which < len(groups):
            raise Invalid({"which": _("Choose the group you belong to.")})
        claims = open_till.dossier.relief_claims.filter(charge_key=charge.key)
        if claims.exclude(state=ReliefClaim.State.REFUSED).exists():
            raise Conflict(open_till.dossier, _("You have already asked to pay less for this."))
        spared = groups[which]
        claim = ReliefClaim.objects.create(
            dossier=open_till.dossier,
            charge_key=charge.key,
            group=spared.group,
            who=spared.title,
            share=spared.share,
            pays=spared.amount,
            basis=spared.legal_basis,
            proof=proof,
            claimed_by=by,
            claimed_at=open_till.at,
        )
        open_till.record("relief_claimed", claim=claim.pk, group=claim.group)
    return claim


def decide_relief(
    *, dossier: Dossier, by, claim_id: int, grant: bool, reason: str, at: datetime | None = None
) -> ReliefClaim:
    """An official grants or refuses a claim to pay less; refusing needs its reason. A demand for
    the old amount is replaced, and what was paid too much becomes visible.

    Raises `Invalid`, `Conflict` when a colleague was faster, `NotAllowed`.
    """
    if not grant and not reason.strip():
        raise Invalid({"reason": _("Write why, so that the applicant understands.")})
    with till(dossier, by=by, roles=CASHIERS | LEADERS, at=at) as open_till:
        claim = open_till.dossier.relief_claims.filter(pk=claim_id).first()
        if claim is None or claim.state != ReliefClaim.State.CLAIMED:
            raise Conflict(open_till.dossier)
        claim.state = ReliefClaim.State.GRANTED if grant else ReliefClaim.State.REFUSED
        claim.decided_by, claim.decided_at, claim.reason = by, open_till.at, nfc(reason.strip())
        claim.save(update_fields=["state", "decided_by", "decided_at", "reason"])
        open_till.record("relief_decided", claim=claim.pk, state=claim.state)
        if grant:
            _apply(open_till, claim)
    return claim


def _apply(till: Till, claim: ReliefClaim) -> None:
    for charge in charges_of(till.dossier):
        if charge.key == claim.charge_key:
            pays = None if charge.full is None else _spared(charge.full, claim)
            replace(till, charge, claim.basis or claim.group, relief=claim, amount=pays)
            settle(till, charge.purpose)


def _spared(full: Decimal, claim: ReliefClaim) -> Decimal:
    return spared_amount(full, claim.share, claim.pays)


def _current(dossier: Dossier, charge_id: int) -> Charge:
    found = next((row for row in charges_of(dossier) if row.pk == charge_id), None)
    if found is None:
        raise Conflict(dossier, NO_SUCH_CHARGE)
    return found
