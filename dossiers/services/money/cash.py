"""Money at the desk: cash, and transfers that the cashier finds on the account."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Attempt, Demand, Dossier, Movement
from dossiers.models.money.attempt import Method
from dossiers.models.money.charge import Purpose
from dossiers.selectors.money.rights import CASHIERS
from dossiers.selectors.shipments import collecting
from dossiers.services.money.demand import demand_what_is_owed
from dossiers.services.money.receive import Came, is_known, receive_money
from dossiers.services.money.till import Till, till
from dossiers.services.tell import tell
from portal.kernel.text import nfc

NOTHING_OWED = _("Nothing is owed any more. Look at the payments of this dossier.")
OTHER_AMOUNT = _("The amount owed has changed meanwhile. Look at it again.")
AT_THE_DOOR = _("The carrier asks for this at the person’s door; nothing is taken at the desk.")


def take_cash(
    *, dossier, by, amount: Decimal, purpose: str = Purpose.FEES, at: datetime | None = None
) -> Movement:
    """The cashier takes exactly what is owed, in cash, and the receipt gets its number.

    `amount` is what the cashier saw; two cashiers at once take it once. Raises `Conflict` when
    something else is owed now or the carrier collects it, `Invalid` while the amount of a charge
    is not known, `NotAllowed`.
    """
    with till(dossier, by=by, roles=CASHIERS, at=at) as open_till:
        demand = demand_what_is_owed(open_till, purpose)
        if demand is None:
            raise Conflict(open_till.dossier, NOTHING_OWED)
        if demand.amount != amount:
            raise Conflict(open_till.dossier, OTHER_AMOUNT)
        if collecting(open_till.dossier) is not None:
            raise Conflict(open_till.dossier, AT_THE_DOOR)
        attempt = new_attempt(open_till, demand, Method.CASH, Attempt.State.PAID)
        return receive_money(open_till, demand, Came(Method.CASH, amount, attempt=attempt))


def new_attempt(till: Till, demand: Demand, method: str, state: str, **more) -> Attempt:
    """A further try to pay the demand, under a reference of its own."""
    number = demand.attempts.count() + 1
    if state == Attempt.State.PAID:
        more["ended_at"] = till.at
    return Attempt.objects.create(
        demand=demand,
        method=method,
        reference=f"{demand.reference}{number:02}",
        amount=demand.amount,
        state=state,
        started_by=till.by,
        started_at=till.at,
        **more,
    )


def claim_transfer(*, dossier, by, demand_id: int, proof, at: datetime | None = None) -> Attempt:
    """The payer says that he has transferred the money, with a picture of the bank's words. It
    counts once the cashier has found it. Raises `Conflict` when the demand has ended,
    `NotAllowed`."""
    with till(dossier, by=by, at=at) as open_till:
        demand = _open(open_till.dossier, demand_id)
        waiting = demand.attempts.filter(method=Method.TRANSFER, state=Attempt.State.TO_APPROVE)
        if waiting.exists():
            raise Conflict(open_till.dossier, _("You have sent a proof already. It is checked."))
        state = Attempt.State.TO_APPROVE
        attempt = new_attempt(open_till, demand, Method.TRANSFER, state, proof=proof)
        open_till.record("transfer_claimed", demand=demand.pk, attempt=attempt.pk)
    return attempt


def approve_transfer(
    *, dossier, by, attempt_id: int, transaction: str, at: datetime | None = None
) -> Movement:
    """The cashier has found the transfer on the account under the bank's number `transaction`.

    Raises `Invalid` without a number or for one that pays something else already, `Conflict` when
    a colleague was faster, `NotAllowed`.
    """
    number = "".join(transaction.split())
    if not number or len(number) > 64:
        raise Invalid({"transaction": _("Enter the number under which the bank has it.")})
    with till(dossier, by=by, roles=CASHIERS, at=at) as open_till:
        attempt = to_approve(open_till.dossier, attempt_id)
        if is_known(Method.TRANSFER, number):
            raise Invalid({"transaction": _("This number of the bank pays something else.")})
        _end(attempt, Attempt.State.PAID, open_till)
        came = Came(Method.TRANSFER, attempt.amount, number, attempt)
        return receive_money(open_till, attempt.demand, came)


def refuse_transfer(
    *, dossier, by, attempt_id: int, reason: str, at: datetime | None = None
) -> Attempt:
    """The transfer is not on the account, or not as the proof says; the payer reads why.

    Raises `Invalid` without a reason, `Conflict`, `NotAllowed`.
    """
    if not reason.strip():
        raise Invalid({"reason": _("Write why, so that the payer can put it right.")})
    with till(dossier, by=by, roles=CASHIERS, at=at) as open_till:
        attempt = to_approve(open_till.dossier, attempt_id)
        attempt.reason = nfc(reason.strip())
        _end(attempt, Attempt.State.REFUSED, open_till)
        event = open_till.record("transfer_refused", attempt=attempt.pk)
        tell(
            event,
            "dossiers/transfer_refused_for_citizen",
            open_till.dossier,
            {"dossier": open_till.dossier, "attempt": attempt},
            open_till.dossier.pay_url,
        )
    return attempt


def to_approve(dossier: Dossier, attempt_id: int) -> Attempt:
    """The transfer that waits for the cashier. Raises `Conflict` when it does not any more."""
    found = Attempt.objects.filter(pk=attempt_id, demand__dossier=dossier).first()
    if found is None or found.state != Attempt.State.TO_APPROVE:
        raise Conflict(dossier)
    return found


def _end(attempt: Attempt, state: str, till: Till) -> None:
    attempt.state, attempt.ended_at, attempt.decided_by = state, till.at, till.by
    attempt.save(update_fields=["state", "ended_at", "decided_by", "reason"])


def _open(dossier: Dossier, demand_id: int) -> Demand:
    demand = dossier.demands.filter(pk=demand_id, state=Demand.State.OPEN).first()
    if demand is None:
        raise Conflict(dossier, _("This payment is no longer asked for. Look at the dossier."))
    return demand
