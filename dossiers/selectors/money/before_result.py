"""What must be paid before the desk hands a result out."""

from datetime import date
from decimal import Decimal

from dossiers.models import Dossier
from dossiers.rules.money import PAID_BEFORE_RESULT
from dossiers.selectors.charges import NOTHING, book_of, charges_of


def owed_before_result(dossier: Dossier, on: date) -> Decimal:
    """What is unpaid, in đồng, of the charges that hold the result."""
    kinds = PAID_BEFORE_RESULT.on(on)
    rows = charges_of(dossier)
    holding = [row for row in rows if row.kind in kinds and row.amount]
    if not holding:
        return NOTHING
    purposes = {row.purpose for row in holding}
    unpaid = sum((book_of(dossier, purpose).unpaid for purpose in purposes), NOTHING)
    return min(unpaid, sum((row.amount for row in holding), NOTHING))


def holds_result(dossier: Dossier, on: date) -> Decimal:
    """What keeps the result at the desk: what is owed, nothing once a leader let it go for as
    much.
    """
    owed = owed_before_result(dossier, on)
    let_go = owed and dossier.releases.filter(amount__gte=owed).exists()
    return NOTHING if let_go else owed
