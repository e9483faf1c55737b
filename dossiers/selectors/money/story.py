"""All about the money of one dossier, read once for its pages."""

from dataclasses import dataclass

from dossiers.models import (
    Attempt,
    Charge,
    Demand,
    Dossier,
    Irregularity,
    Movement,
    Refund,
    ReliefClaim,
)
from dossiers.selectors.charges import Book, balance, charges_of


@dataclass(frozen=True)
class Story:
    """Charges that count, sums, the demand that is open, and everything that happened."""

    charges: list[Charge]
    book: Book
    demands: list[Demand]
    attempts: list[Attempt]
    movements: list[Movement]
    refunds: list[Refund]
    claims: list[ReliefClaim]

    @property
    def open_demands(self) -> list[Demand]:
        return [demand for demand in self.demands if demand.is_open]

    @property
    def open_demand(self) -> Demand | None:
        """The one that the payer is asked for first."""
        return next(iter(self.open_demands), None)

    def book_of(self, purpose: str) -> Book:
        """The sums of one purpose."""
        return balance(
            [row for row in self.charges if row.purpose == purpose],
            [row for row in self.movements if row.demand.purpose == purpose],
        )

    @property
    def is_empty(self) -> bool:
        """Whether the dossier costs nothing and never did."""
        return not self.movements and not self.demands and self.costs_nothing

    @property
    def costs_nothing(self) -> bool:
        return not any(charge.amount is None or charge.amount for charge in self.charges)


def story_of(dossier: Dossier) -> Story:
    """Everything about the money of the dossier, oldest first, in a handful of queries: nothing
    moves without a demand, nobody claims to pay less where nothing is charged.
    """
    charges = charges_of(dossier)
    demands = list(
        dossier.demands.prefetch_related("attempts__proof", "attempts__bill").order_by("id")
    )
    movements = Movement.objects.filter(demand__in=demands).select_related("receipt", "demand")
    refunds = Refund.objects.filter(demand__in=demands)
    claims = dossier.relief_claims.select_related("proof")
    moved = list(movements.order_by("id"))
    return Story(
        charges=charges,
        book=balance(charges, moved),
        demands=demands,
        attempts=sorted(
            (attempt for demand in demands for attempt in demand.attempts.all()),
            key=lambda row: row.pk,
        ),
        movements=moved,
        refunds=list(refunds.order_by("id")),
        claims=list(claims.order_by("id")) if charges else [],
    )


def open_irregularities(dossier: Dossier) -> list[Irregularity]:
    rows = Irregularity.objects.filter(demand__dossier=dossier, settled_at=None)
    return list(rows.select_related("attempt").order_by("id"))
