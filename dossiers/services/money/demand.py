"""Asking for money: one open demand for each purpose, for exactly what is owed."""

from datetime import datetime

from django.utils import timezone

from dossiers.models import Attempt, Demand, DemandLine, Dossier
from dossiers.models.money.charge import Purpose
from dossiers.rules.money import PAY_WITHIN
from dossiers.selectors.charges import NOTHING, book_of, charges_of, collect_when
from dossiers.services.money.till import Till
from dossiers.services.tell import tell
from portal.agencies.selectors import calendar_of
from portal.audit.actors import Actor
from portal.kernel.clock import Unit, due
from portal.kernel.codes import payment_reference
from procedures.models.choices import CollectWhen


def open_demand(dossier: Dossier, purpose: str) -> Demand | None:
    """The demand of this purpose that waits to be paid."""
    return dossier.demands.filter(purpose=purpose, state=Demand.State.OPEN).first()


def demand_what_is_owed(till: Till, purpose: str, *, holds: bool = False) -> Demand | None:
    """The open demand of the purpose, for what is owed now; None when nothing is, or while the
    amount of a charge is not known. One for another amount is cancelled and a new one opened.
    """
    dossier = till.dossier
    book, demand = book_of(dossier, purpose), open_demand(dossier, purpose)
    if demand is not None and demand.amount == book.owed:
        return _hold(demand) if holds else demand
    if demand is not None:
        holds = holds or demand.holds
        end_demand(till, demand, Demand.Ended.AMOUNT_CHANGED)
    if book.owed <= NOTHING or book.undecided:
        return None
    return _open(till, purpose, book.owed, holds)


def ask_when(moment: str, dossier: Dossier, actor: Actor, at: datetime) -> None:
    """At a moment of the dossier's way, inside its verb: ask for the fees that the agency asks for
    then, or should have asked for before."""
    moments = CollectWhen.values
    if moments.index(collect_when(dossier)) <= moments.index(moment):
        demand_what_is_owed(Till(dossier, None, actor, at), Purpose.FEES)


def _hold(demand: Demand) -> Demand:
    demand.holds = True
    demand.save(update_fields=["holds"])
    return demand


def _open(till: Till, purpose: str, amount, holds: bool) -> Demand:
    dossier = till.dossier
    demand = Demand.objects.create(
        dossier=dossier,
        purpose=purpose,
        reference=payment_reference(),
        amount=amount,
        holds=holds,
        asked_at=till.at,
        asked_by=till.by,
        pay_by=pay_by(dossier, till.at),
    )
    _write_lines(demand)
    event = till.record("asked", demand=demand.pk, amount=int(amount), purpose=purpose)
    tell(
        event,
        "dossiers/payment_asked_for_citizen",
        dossier,
        {"dossier": dossier, "demand": demand},
        dossier.pay_url,
    )
    return demand


def _write_lines(demand: Demand) -> None:
    """Which charges it pays: the first ones first, up to its amount."""
    left, lines = demand.amount, []
    for charge in reversed(charges_of(demand.dossier)):
        share = min(left, charge.amount or NOTHING)
        if charge.purpose == demand.purpose and share > NOTHING:
            lines.append(DemandLine(demand=demand, charge=charge, amount=share))
            left -= share
    DemandLine.objects.bulk_create(reversed(lines))


def pay_by(dossier: Dossier, at: datetime) -> datetime:
    """Until when a demand made at `at` is waited for, in the working days of the desk."""
    day = timezone.localdate(at)
    days, calendar = PAY_WITHIN.on(day), calendar_of(dossier.receiving_agency, day)
    return due(at, days, Unit.WORKING_DAY, calendar).at


def end_demand(till: Till, demand: Demand, why: str) -> None:
    """The demand no longer asks: it is paid (`why` empty) or cancelled, and so are its tries.

    Money that still comes for it is recorded and shown to an official.
    """
    demand.state = Demand.State.CANCELLED if why else Demand.State.PAID
    demand.ended, demand.ended_at = why, till.at
    demand.save(update_fields=["state", "ended", "ended_at"])
    for attempt in demand.attempts.filter(state__in=Attempt.WAITING).order_by("id"):
        attempt.state, attempt.ended_at = Attempt.State.CANCELLED, till.at
        attempt.save(update_fields=["state", "ended_at"])
    till.record("demand_ended", demand=demand.pk, state=demand.state, why=why or "PAID")
