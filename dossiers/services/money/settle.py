"""What follows whenever money came or a charge changed: demands end, dossiers go on."""

from dossiers.models import Demand, Dossier, Irregularity
from dossiers.selectors.charges import NOTHING, Book, book_of
from dossiers.services.change import changing
from dossiers.services.clock import close_intervals, set_reply_due, set_return_due
from dossiers.services.money.demand import demand_what_is_owed, end_demand, open_demand
from dossiers.services.money.irregular import note
from dossiers.services.money.till import Till
from dossiers.workflow import Action, State

Kind = Irregularity.Kind


def settle(till: Till, purpose: str, *, ask: bool = False, why: str = "") -> None:
    """Bring the demand of the purpose in line with what is owed: paid, cancelled, or asked anew for
    the rest; with `ask` also where none is open. A dossier that waited for it goes on, and what was
    paid too much is shown to an official, as `why` or as what it looks like.
    """
    book, demand = book_of(till.dossier, purpose), open_demand(till.dossier, purpose)
    held = demand is not None and demand.holds
    if demand is None:
        if ask and not till.dossier.is_final:
            demand_what_is_owed(till, purpose)
    elif book.owed <= NOTHING and not book.undecided:
        end_demand(till, demand, "" if book.held > NOTHING else Demand.Ended.AMOUNT_CHANGED)
    else:
        demand_what_is_owed(till, purpose)
    if held and open_demand(till.dossier, purpose) is None:
        go_on(till)
    if book.too_much > NOTHING:
        _note_too_much(till, purpose, book, why)


def _note_too_much(till: Till, purpose: str, book: Book, why: str) -> None:
    demand = till.dossier.demands.filter(purpose=purpose).order_by("-id").first()
    twice = book.too_much >= demand.amount
    sums = f"{int(book.received)}-{int(book.refunded)}-{int(book.due)}"
    note(
        till,
        why or (Kind.PAID_TWICE if twice else Kind.OVERPAID),
        key=f"too-much-{till.dossier.pk}-{purpose}-{sums}",
        demand=demand,
        told=book.held,
        expected=book.due,
    )


def go_on(till: Till) -> None:
    """A dossier that waited for its payment goes on by itself, once."""
    if till.dossier.state != State.PAYMENT_ASKED:
        return
    action = Action.PAID_IN_APPRAISAL if till.dossier.accepted_at else Action.PAID_AT_DESK
    with changing(till.dossier, action, by=None, expected_version=None, at=till.at) as change:
        resume(change.dossier, till.at)
        change.record()
    _refresh(till.dossier, change.dossier)


def resume(dossier: Dossier, at) -> None:
    """The clock runs again: the law's from acceptance on, before that the desk's reply."""
    close_intervals(dossier, at)
    if dossier.accepted_at:
        set_return_due(dossier, at)
    else:
        set_reply_due(dossier, at)


def _refresh(held: Dossier, changed: Dossier) -> None:
    """The frame holds its own instance of the row that was changed."""
    for field in ("state", "version", "deadline_at", "reply_warned_at", "reply_missed_at"):
        setattr(held, field, getattr(changed, field))
