"""Money and the post: the postage among the charges, what is collected at the door."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from dossiers.models import Attempt, Demand
from dossiers.models.money.attempt import Method
from dossiers.models.money.charge import ChargeKind, Purpose
from dossiers.models.shipment import Direction
from dossiers.selectors.charges import book_of
from dossiers.services.money.cash import new_attempt
from dossiers.services.money.charges import Added, add_charge
from dossiers.services.money.demand import demand_what_is_owed
from dossiers.services.money.receive import Came, is_known, receive_money
from dossiers.services.money.till import Till
from dossiers.services.shipments.frame import Handling


def charge_postage(handled: Handling, amount: Decimal) -> None:
    """Write what the parcel costs among the charges of its dossier; nothing for one cancelled."""
    shipment = handled.shipment
    out = shipment.direction == Direction.OUT
    with override("vi"):
        name = _("Postage: result to the person") if out else _("Postage: papers to the desk")
    line = shipment.tariff_line
    key = f"post-{shipment.direction.lower()}-{shipment.attempt}"
    basis = line.tariff.symbol if line else ""
    added = Added(key, ChargeKind.POSTAGE, name, amount, purpose=Purpose.POSTAGE, basis=basis)
    add_charge(_till(handled), added)


def to_collect(handled: Handling) -> Decimal:
    """What the carrier asks for at the door: all that is unpaid when the envelope is packed."""
    return book_of(handled.dossier).unpaid


def collected_at_door(handled: Handling, amount: Decimal) -> None:
    """The carrier says what it collected: written into the ledger, the fees of the procedure first.

    The order's key is the number of the transaction, so that it counts once. What is more than was
    owed is written down too, and shows as paid too much.
    """
    handled.shipment.cod_collected = amount
    left, till = amount, _till(handled)
    for purpose in Purpose:
        demand = demand_what_is_owed(till, purpose)
        if demand is not None and left > 0:
            left -= _receive(handled, till, demand, min(left, demand.amount))
    last = handled.dossier.demands.order_by("-id").first()
    if left > 0 and last is not None:
        _receive(handled, till, last, left, "too-much")


def _receive(
    handled: Handling, till: Till, demand: Demand, amount: Decimal, mark: str = ""
) -> Decimal:
    transaction = "/".join(filter(None, (handled.shipment.order_key, demand.purpose, mark)))[-64:]
    if is_known(Method.POST, transaction):
        return Decimal(0)
    attempt = new_attempt(till, demand, Method.POST, Attempt.State.PAID)
    receive_money(till, demand, Came(Method.POST, amount, transaction, attempt))
    return amount


def _till(handled: Handling) -> Till:
    return Till(handled.dossier, handled.by, handled.actor, handled.at)
