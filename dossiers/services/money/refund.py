"""Giving money back: one official asks for it, another approves, then it is paid out."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Demand, Movement, Refund
from dossiers.models.money.attempt import Method
from dossiers.selectors.charges import NOTHING
from dossiers.selectors.money.rights import CASHIERS, LEADERS
from dossiers.services.money.till import Till, till
from dossiers.services.tell import tell
from portal.kernel.text import nfc

State = Refund.State


def held_of(demand: Demand) -> Decimal:
    """What the house has for the demand and has not promised back yet, in đồng."""
    moved = sum((row.signed for row in demand.movements.order_by("id")), NOTHING)
    promised = demand.refunds.filter(state__in=[State.ASKED, State.APPROVED]).order_by("id")
    return moved - sum((row.amount for row in promised), NOTHING)


def ask_refund(
    *,
    dossier,
    by,
    demand_id: int,
    amount: Decimal,
    why: str,
    ground: str,
    to: str = "",
    at: datetime | None = None,
) -> Refund:
    """Order a refund for another official to approve; `to` is where the payer wants the money.

    Raises `Invalid` for more than is held of this demand or without a ground, `NotAllowed`.
    """
    if not ground.strip():
        raise Invalid({"ground": _("Write on what ground the money is given back.")})
    with till(dossier, by=by, roles=CASHIERS | LEADERS, at=at) as open_till:
        demand = open_till.dossier.demands.filter(pk=demand_id).first()
        if demand is None:
            raise Conflict(open_till.dossier)
        if amount != int(amount) or not NOTHING < amount <= held_of(demand):
            raise Invalid({"amount": _("At most what was paid and has not been given back.")})
        refund = Refund.objects.create(
            demand=demand,
            agency=open_till.dossier.agency,
            amount=amount,
            why=Refund.Why(why),
            ground=nfc(ground.strip()),
            to=to.strip(),
            asked_by=by,
            asked_at=open_till.at,
        )
        open_till.record("refund_asked", refund=refund.pk, amount=int(amount), why=refund.why)
    return refund


def decide_refund(
    *, refund: Refund, by, approve: bool, reason: str = "", at: datetime | None = None
) -> Refund:
    """A leader other than who asked approves or refuses; refusing needs its reason.

    Raises `Invalid`, `Conflict` when it has been decided, `NotAllowed`.
    """
    if not approve and not reason.strip():
        raise Invalid({"reason": _("Write why the money is not given back.")})
    with till(refund.demand.dossier, by=by, roles=LEADERS, at=at) as open_till:
        refund = _standing(open_till, refund, State.ASKED)
        if refund.asked_by_id == by.pk:
            raise NotAllowed(_("Another person than the one who asked for it approves a refund."))
        refund.state = State.APPROVED if approve else State.REFUSED
        refund.decided_by, refund.decided_at = by, open_till.at
        refund.reason = nfc(reason.strip())
        refund.save(update_fields=["state", "decided_by", "decided_at", "reason"])
        event = open_till.record("refund_decided", refund=refund.pk, state=refund.state)
        if approve:
            _tell(open_till, event, refund, "dossiers/refund_approved_for_citizen")
    return refund


def pay_refund(
    *, refund: Refund, by, method: str, transaction: str = "", at: datetime | None = None
) -> Movement:
    """The cashier has paid it out, in cash or by transfer under the bank's number. Raises
    `Invalid`, `Conflict` when it is not approved or was paid out before, `NotAllowed`."""
    number = "".join(transaction.split())[:64]
    if method == Method.TRANSFER and not number:
        raise Invalid({"transaction": _("Enter the number under which the bank has it.")})
    with till(refund.demand.dossier, by=by, roles=CASHIERS, at=at) as open_till:
        refund = _standing(open_till, refund, State.APPROVED)
        refund.state = State.DONE
        refund.save(update_fields=["state"])
        movement = Movement.objects.create(
            demand=refund.demand,
            refund=refund,
            agency=open_till.dossier.agency,
            kind=Movement.Kind.REFUNDED,
            method=Method(method),
            amount=refund.amount,
            transaction=number,
            day=open_till.day,
            at=open_till.at,
            by=by,
        )
        facts = {"refund": refund.pk, "movement": movement.pk, "amount": int(refund.amount)}
        event = open_till.record("refunded", **facts)
        _tell(open_till, event, refund, "dossiers/refund_paid_for_citizen")
    return movement


def _standing(till: Till, refund: Refund, state: str) -> Refund:
    """The refund as it is now. Raises `Conflict` when it is not in `state` any more."""
    found = Refund.objects.select_related("demand").get(pk=refund.pk)
    if found.state != state:
        raise Conflict(till.dossier, _("Somebody else has dealt with this refund meanwhile."))
    return found


def _tell(till: Till, event, refund: Refund, text: str) -> None:
    context = {"dossier": till.dossier, "refund": refund}
    tell(event, text, till.dossier, context, till.dossier.pay_url)
