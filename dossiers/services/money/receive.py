"""Money that came: one row of the ledger, its receipt, and what follows from it."""

from dataclasses import dataclass
from decimal import Decimal

from dossiers.models import Attempt, Demand, MoneyReceipt, Movement, ReceiptCounter
from dossiers.models.money.attempt import Method
from dossiers.services.money.settle import settle
from dossiers.services.money.till import Till
from dossiers.services.number import next_number
from dossiers.services.papers import order_paper
from dossiers.services.tell import tell
from portal.documents.workflow import PaperKind


@dataclass(frozen=True)
class Came:
    """What came: by which way, how much, under which number of the other side."""

    method: str
    amount: Decimal
    transaction: str = ""
    attempt: Attempt | None = None


def received(method: str, transaction: str) -> Movement | None:
    """The row of the ledger that has this transaction already."""
    if not transaction:
        return None
    rows = Movement.objects.filter(method=method, transaction=transaction)
    return rows.filter(kind=Movement.Kind.RECEIVED).first()


def is_known(method: str, transaction: str) -> bool:
    """Whether the ledger has this transaction already."""
    return received(method, transaction) is not None


def receive_money(till: Till, demand: Demand, came: Came) -> Movement:
    """Write the money down for `demand`, whatever has become of the demand, give the receipt its
    number, and bring everything in line. The caller knows that the transaction is new.
    """
    movement = Movement.objects.create(
        demand=demand,
        attempt=came.attempt,
        agency=till.dossier.agency,
        kind=Movement.Kind.RECEIVED,
        method=came.method,
        amount=came.amount,
        transaction=came.transaction,
        day=till.day,
        at=till.at,
        by=till.by,
    )
    receipt = _receipt(till, movement)
    facts = {"demand": demand.pk, "movement": movement.pk, "receipt": receipt.pk}
    amount = int(came.amount)
    event = till.record("received", method=str(came.method), amount=amount, **facts)
    order_paper(PaperKind.PAYMENT, event, till.dossier)
    tell(
        event,
        "dossiers/payment_received_for_citizen",
        till.dossier,
        {"dossier": till.dossier, "amount": came.amount, "is_cash": came.method == Method.CASH},
        till.dossier.pay_url,
    )
    settle(till, demand.purpose)
    return movement


def _receipt(till: Till, movement: Movement) -> MoneyReceipt:
    """The next number of the agency's series of the year; a transaction that fails gives it back,
    so that the series has no gap."""
    year, agency = till.day.year, till.dossier.agency_id
    number = next_number(ReceiptCounter, agency_id=agency, year=year)
    earlier = MoneyReceipt.objects.filter(movement__demand__dossier=till.dossier).count()
    return MoneyReceipt.objects.create(
        movement=movement, agency_id=agency, year=year, number=number, place=earlier + 1
    )
