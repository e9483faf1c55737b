"""Money and the post: the postage among the charges, what is collected at the door."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from dossiers.errors import Invalid
from dossiers.models import Attempt, Demand
from dossiers.models.money.attempt import Method
from dossiers.models.money.charge import ChargeKind, Purpose
from dossiers.models.shipment import Direction
from dossiers.rules.money import TRY_MINUTES
from dossiers.selectors.charges import book_of
from dossiers.services.money.cash import new_attempt
from dossiers.services.money.charges import Added, add_charge
from dossiers.services.money.demand import demand_what_is_owed
from dossiers.services.money.receive import Came, is_known, receive_money
from dossiers.services.money.till import Till
from dossiers.services.shipments.frame import Handling

ON_THE_PLATFORM = frozenset({Attempt.State.PREPARING, Attempt.State.READY})
LOOK_FIRST = gettext_lazy(
    "The applicant has sent money that was not matched yet. Look at the payment before you pack."
)
BEING_PAID = gettext_lazy(
    "The applicant has begun to pay online. Pack at %(until)s or as soon as it is paid, so that "
    "the carrier does not ask for the same money."
)


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
    """What the carrier asks for at the door: all that is unpaid when the envelope is packed.

    Nobody pays the same twice: a payment that may still come is waited for, one begun too long ago
    is cancelled. Raises `Invalid` while there is one to wait for.
    """
    unpaid = book_of(handled.dossier).unpaid
    if unpaid > 0:
        _end_tries(handled)
    return unpaid


def _end_tries(handled: Handling) -> None:
    patience = timedelta(minutes=TRY_MINUTES.on(handled.day))
    tries = Attempt.objects.filter(demand__dossier=handled.dossier, state__in=Attempt.WAITING)
    for attempt in tries.order_by("id"):
        if attempt.state not in ON_THE_PLATFORM:
            raise Invalid({"packed": LOOK_FIRST})
        if attempt.started_at + patience > handled.at:
            until = timezone.localtime(attempt.started_at + patience)
            raise Invalid({"packed": BEING_PAID % {"until": f"{until:%H:%M}"}})
        attempt.state, attempt.ended_at = Attempt.State.CANCELLED, handled.at
        attempt.save(update_fields=["state", "ended_at"])
        _till(handled).record("try_cancelled", attempt=attempt.pk)


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
