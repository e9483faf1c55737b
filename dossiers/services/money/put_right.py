"""An official settles what did not go as it should, each with its ground."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Attempt, Demand, Irregularity, Movement
from dossiers.models.money.attempt import Method
from dossiers.selectors.money.rights import CASHIERS, LEADERS, OVERSEERS, holding
from dossiers.services.money.receive import Came, is_known, receive_money
from dossiers.services.money.till import Till, till
from portal.kernel.text import nfc

Settlement = Irregularity.Settlement
WHO = CASHIERS | LEADERS
TAKES = frozenset({Irregularity.Kind.WRONG_AMOUNT, Irregularity.Kind.WRONG_CURRENCY})


def settle_irregularity(
    *, irregularity: Irregularity, by, settlement: str, ground: str, at: datetime | None = None
) -> Irregularity:
    """Settle one: with TAKEN the amount told is written down as money that came, the others say how
    it was cleared up. Raises `Invalid` without a ground, `Conflict`, `NotAllowed`.
    """
    if not ground.strip():
        raise Invalid({"ground": _("Write what you found and where.")})
    settlement, words = Settlement(settlement), nfc(ground.strip())
    if irregularity.demand is None:
        return _settle_nobodys(irregularity, by, settlement, words, at or timezone.now())
    with till(irregularity.demand.dossier, by=by, roles=WHO, at=at) as open_till:
        irregularity = _open(irregularity)
        if settlement == Settlement.TAKEN:
            _take(open_till, irregularity)
        elif settlement == Settlement.DISMISSED and irregularity.attempt is not None:
            _drop(open_till, irregularity.attempt)
        _write(irregularity, by, settlement, words, open_till.at)
        open_till.record("settled", irregularity=irregularity.pk, how=settlement)
    return irregularity


def _settle_nobodys(irregularity, by, settlement, words, at) -> Irregularity:
    """One about no dossier of ours; no money can be taken for it."""
    if holding(by, OVERSEERS, irregularity.agency_id, timezone.localdate(at)) is None:
        raise NotAllowed
    if settlement == Settlement.TAKEN:
        raise Invalid({"settlement": _("No dossier is known that this money could be for.")})
    with transaction.atomic():
        irregularity = _open(irregularity)
        _write(irregularity, by, settlement, words, at)
    return irregularity


def _open(irregularity: Irregularity) -> Irregularity:
    found = (
        Irregularity.objects.select_for_update(of=("self",))
        .select_related("demand__dossier", "attempt")
        .get(pk=irregularity.pk)
    )
    if found.settled_at is not None:
        dossier = found.demand.dossier if found.demand else None
        raise Conflict(dossier, _("Somebody else has settled this meanwhile."))
    return found


def _take(till: Till, irregularity: Irregularity) -> Movement:
    """The money told of is there: it counts, and the rest is asked for."""
    told, number = irregularity.told, irregularity.transaction
    if irregularity.kind not in TAKES or not told or not number:
        raise Invalid({"settlement": _("There is no money here that could be written down.")})
    if is_known(Method.PLATFORM, number):
        raise Invalid({"settlement": _("This money has been written down already.")})
    attempt = irregularity.attempt
    attempt.state, attempt.ended_at = Attempt.State.PAID, till.at
    attempt.save(update_fields=["state", "ended_at"])
    came = Came(Method.PLATFORM, told, number, attempt)
    return receive_money(till, irregularity.demand, came)


def _drop(till: Till, attempt: Attempt) -> None:
    if attempt.state == Attempt.State.CHECKING:
        attempt.state, attempt.ended_at = Attempt.State.FAILED, till.at
        attempt.failure = "not-received"
        attempt.save(update_fields=["state", "ended_at", "failure"])


def _write(irregularity: Irregularity, by, settlement: str, words: str, at: datetime) -> None:
    irregularity.settled_at, irregularity.settled_by = at, by
    irregularity.settlement, irregularity.ground = settlement, words
    irregularity.save(update_fields=["settled_at", "settled_by", "settlement", "ground"])


def count_as_paid(
    *, demand: Demand, by, transaction_number: str, amount, at: datetime | None = None
) -> Movement:
    """A line of the bank's statement pays `demand`: write it down under the bank's number.

    Raises `Conflict` when the ledger has the number already, `NotAllowed`.
    """
    with till(demand.dossier, by=by, roles=CASHIERS, at=at) as open_till:
        if is_known(Method.TRANSFER, transaction_number):
            raise Conflict(open_till.dossier, _("This money has been written down already."))
        demand = Demand.objects.get(pk=demand.pk)
        waiting = demand.attempts.filter(method=Method.TRANSFER, state=Attempt.State.TO_APPROVE)
        attempt = waiting.order_by("id").first()
        if attempt is not None:
            attempt.state, attempt.ended_at, attempt.decided_by = "PAID", open_till.at, by
            attempt.save(update_fields=["state", "ended_at", "decided_by"])
        came = Came(Method.TRANSFER, amount, transaction_number, attempt)
        return receive_money(open_till, demand, came)
