"""Fees of a dossier, as the national portal is told."""

from dossiers.models import Dossier
from dossiers.models.money.attempt import Method
from dossiers.models.money.charge import ChargeKind
from dossiers.models.money.ledger import Movement
from dossiers.selectors.charges import book_of, charges_of
from portal.integrations.national.facts import FeeDue, FeeKind

KINDS = {ChargeKind.FEE: FeeKind.FEE, ChargeKind.LEVY: FeeKind.LEVY}


def fees_of(dossier: Dossier) -> tuple[FeeDue, ...]:
    """The fees of the procedure whose amount is known; postage is not one of them."""
    charges = [row for row in charges_of(dossier) if row.kind in KINDS and row.amount is not None]
    if not charges:
        return ()
    paid, online = book_of(dossier).unpaid == 0, paid_online(dossier)
    return tuple(
        FeeDue(
            row.code,
            row.name,
            KINDS[ChargeKind(row.kind)],
            row.amount,
            paid=paid,
            paid_online=online,
        )
        for row in charges
    )


def paid_online(dossier: Dossier) -> bool:
    """Whether any of it came over the payment platform."""
    came = Movement.objects.filter(demand__dossier=dossier, kind=Movement.Kind.RECEIVED)
    return came.filter(method=Method.PLATFORM).exists()
