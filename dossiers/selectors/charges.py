"""What a dossier costs, and what came of it: sums of rows, nothing stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation

from dossiers.models import Charge, Dossier, Movement
from dossiers.models.money.charge import ChargeKind, Purpose
from dossiers.selectors.terms import terms_for
from dossiers.workflow import READY, Action, State
from procedures.models import Offering
from procedures.models.choices import ChargeKind as NationalKind
from procedures.models.choices import CollectWhen, Currency, FeeKind
from procedures.selectors import Charge as Term
from procedures.selectors import Spared

NOTHING = Decimal(0)
WHOLE = Decimal(100)
KINDS = {NationalKind.FEE: ChargeKind.FEE, NationalKind.LEVY: ChargeKind.LEVY}


@dataclass(frozen=True)
class Book:
    """Sums in đồng. `undecided` names charges whose amount the desk still has to enter."""

    due: Decimal
    received: Decimal
    refunded: Decimal
    undecided: tuple[str, ...] = ()

    @property
    def held(self) -> Decimal:
        """What the house has of the payer now."""
        return self.received - self.refunded

    @property
    def owed(self) -> Decimal:
        """What is still to pay; below zero, what was paid too much."""
        return self.due - self.held

    @property
    def unpaid(self) -> Decimal:
        return max(self.owed, NOTHING)

    @property
    def too_much(self) -> Decimal:
        return max(-self.owed, NOTHING)


def charges_of(dossier: Dossier) -> list[Charge]:
    """The charges that count now, in the order they were written."""
    rows = dossier.charges.filter(replaced_by=None).select_related("relief")
    return list(rows.order_by("id"))


def book_of(dossier: Dossier, purpose: str = "") -> Book:
    """What is due and what moved, for one purpose or for the whole dossier."""
    charges = charges_of(dossier)
    moved = Movement.objects.filter(demand__dossier=dossier).select_related("demand")
    if purpose:
        charges = [row for row in charges if row.purpose == purpose]
        moved = moved.filter(demand__purpose=purpose)
    return balance(charges, moved.order_by("id"))


def balance(charges: Iterable[Charge], moved: Iterable[Movement]) -> Book:
    """The sums of charges that count and movements of money."""
    known, sums = list(charges), dict.fromkeys(Movement.Kind, NOTHING)
    for row in moved:
        sums[Movement.Kind(row.kind)] += row.amount
    return Book(
        due=sum((row.amount for row in known if row.amount is not None), NOTHING),
        received=sums[Movement.Kind.RECEIVED],
        refunded=sums[Movement.Kind.REFUNDED],
        undecided=tuple(row.key for row in known if row.amount is None),
    )


def first_charges(dossier: Dossier) -> list[Charge]:
    """The charges that the terms of the dossier lay down, not saved: fixed and counted ones with
    their amount, the others waiting for the desk. Names are Vietnamese, as on papers."""
    with translation.override("vi"):
        return [_charge(dossier, term) for term in terms_for(dossier).charges]


def _charge(dossier: Dossier, term: Term) -> Charge:
    quantity = quantity_of(dossier, term)
    full = full_amount(term, quantity)
    return Charge(
        dossier=dossier,
        key=term.key,
        purpose=Purpose.FEES,
        kind=kind_of(term),
        code=term.code,
        name=term.title,
        basis=term.legal_basis,
        unit_amount=term.amount if term.kind == FeeKind.PER_UNIT else None,
        per=term.per,
        quantity=quantity,
        full=full,
        amount=full,
    )


def kind_of(term: Term) -> ChargeKind:
    """Fee or levy as the catalogue says, else as the name begins: “Phí …”, “Lệ phí …”."""
    if term.charge in KINDS:
        return KINDS[NationalKind(term.charge)]
    name = term.title.lower()
    if name.startswith("lệ phí"):
        return ChargeKind.LEVY
    return ChargeKind.FEE if name.startswith("phí") else ChargeKind.OTHER


def full_amount(term: Term, quantity: int | None) -> Decimal | None:
    """What the charge costs without relief, in whole đồng; None where somebody has to enter it."""
    if term.kind == FeeKind.FREE:
        return NOTHING
    if term.currency != Currency.VND or term.amount is None:
        return None
    if term.kind == FeeKind.PER_UNIT:
        return term.amount * quantity if quantity else None
    return term.amount


def collect_when(dossier: Dossier) -> str:
    """When the agency in charge asks for the fees of this procedure."""
    rows = Offering.objects.filter(
        procedure=dossier.revision.procedure_id, agency=dossier.agency
    ).order_by("-since", "-id")
    found = rows.first()
    return found.collect if found else CollectWhen.FILING


def may_ask_now(dossier: Dossier) -> bool:
    """Whether the moment at which the agency asks for the fees has come."""
    when = collect_when(dossier)
    if dossier.state in READY | {State.PAYMENT_ASKED}:
        return True
    accepted = dossier.accepted_at is not None
    return when == CollectWhen.FILING or (when == CollectWhen.ACCEPTANCE and accepted)


def quantity_of(dossier: Dossier, term: Term) -> int | None:
    """How many units, from the answer that the fee names; None when it names none."""
    if term.kind != FeeKind.PER_UNIT or not term.quantity_from:
        return None
    return counted(dossier.answers, term.quantity_from) or None


def counted(answers: Any, path: str) -> int:
    """The whole number at a dotted path of the answers; in a table, the sum over its rows."""
    if isinstance(answers, list):
        return sum(counted(row, path) for row in answers)
    if not path:
        whole = isinstance(answers, int) and not isinstance(answers, bool)
        return answers if whole and answers > 0 else 0
    head, _dot, rest = path.partition(".")
    return counted(answers.get(head), rest) if isinstance(answers, Mapping) else 0


def spared_amount(full: Decimal, share: int | None, pays: Decimal | None) -> Decimal:
    """What is paid under a relief, rounded down to whole đồng: a share in per cent is spared, or
    `pays` is paid instead, never more than without it."""
    if share is None:
        return min(full, pays)
    return (full * (WHOLE - share) / WHOLE).to_integral_value(rounding="ROUND_DOWN")


def reliefs_of(dossier: Dossier, key: str) -> tuple[Spared, ...]:
    """The groups that pay less for the charge of this key, in the order of the texts."""
    for term in terms_for(dossier).charges:
        if term.key == key:
            return term.spared
    return ()


def payment_makes_sense(action: Action, dossier: Dossier) -> bool:
    """Whether an action about payment fits this dossier; every other action does."""
    if action in (Action.ASK_PAYMENT_AT_DESK, Action.ASK_PAYMENT_IN_APPRAISAL):
        book = book_of(dossier, Purpose.FEES)
        return book.unpaid > NOTHING and not book.undecided
    accepted = dossier.accepted_at is not None
    if action == Action.DROP_PAYMENT_AT_DESK:
        return not accepted
    return accepted or action != Action.DROP_PAYMENT_IN_APPRAISAL
