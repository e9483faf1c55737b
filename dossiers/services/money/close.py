"""What the end of a dossier means for its money. Called by the frame of the verbs, inside the
change."""

from datetime import datetime

from dossiers.models import Charge, Demand, Dossier, Irregularity
from dossiers.models.money.charge import Purpose
from dossiers.rules.money import RETURNED_WHEN_NOT_ACCEPTED
from dossiers.selectors.charges import NOTHING, book_of, charges_of
from dossiers.services.money.demand import end_demand
from dossiers.services.money.irregular import note
from dossiers.services.money.till import Till
from dossiers.workflow import State
from portal.audit.actors import Actor

STAYS_OWED = frozenset({State.RETURNED})
NOT_ACCEPTED = "not-accepted"


def close_money(dossier: Dossier, actor: Actor, at: datetime) -> None:
    """Open demands end, unless the result was handed out and what is owed stays owed. A dossier
    that was not accepted costs nothing: what was paid for it becomes a refund to decide on.
    """
    if dossier.state in STAYS_OWED:
        return
    till = Till(dossier, None, actor, at)
    if dossier.accepted_at is None and RETURNED_WHEN_NOT_ACCEPTED.on(till.day):
        for charge in charges_of(dossier):
            _waive(till, charge)
    for demand in dossier.demands.filter(state=Demand.State.OPEN).order_by("id"):
        end_demand(till, demand, Demand.Ended.CLOSED)
    for purpose in Purpose.values:
        _note_what_is_held(till, purpose)


def _waive(till: Till, charge: Charge) -> None:
    if charge.amount == NOTHING:
        return
    kept = {
        field.name: getattr(charge, field.name)
        for field in Charge._meta.concrete_fields
        if field.name not in ("id", "replaces", "amount", "full", "ground", "by", "at")
    }
    full = charge.full if charge.full is not None else NOTHING
    made = Charge.objects.create(
        **kept, replaces=charge, full=full, amount=NOTHING, ground=NOT_ACCEPTED, at=till.at
    )
    till.record("charge_changed", charge=made.pk, was=charge.pk, key=made.key, amount=0)


def _note_what_is_held(till: Till, purpose: str) -> None:
    book = book_of(till.dossier, purpose)
    if book.too_much > NOTHING:
        note(
            till,
            Irregularity.Kind.FEE_TO_RETURN,
            key=f"return-{till.dossier.pk}-{purpose}",
            demand=till.dossier.demands.filter(purpose=purpose).order_by("-id").first(),
            told=book.held,
            expected=book.due,
        )
