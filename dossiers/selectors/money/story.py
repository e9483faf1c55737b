"""All about the money of one dossier, read once for its pages."""

from dataclasses import dataclass
from functools import cached_property

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


@dataclass
class Story:
    """Charges that count, sums, the demand that is open; what else happened is read when a page
    tells it.
    """

    dossier: Dossier
    charges: list[Charge]
    book: Book
    demands: list[Demand]
    movements: list[Movement]

    @cached_property
    def attempts(self) -> list[Attempt]:
        """Tries to pay, oldest first."""
        rows = Attempt.objects.filter(demand__in=self.demands).select_related("proof", "bill")
        known = {demand.pk: demand for demand in self.demands}
        found = list(rows.order_by("id"))
        for row in found:
            row.demand = known[row.demand_id]
        return found

    @cached_property
    def refunds(self) -> list[Refund]:
        return list(Refund.objects.filter(demand__in=self.demands).order_by("id"))

    @cached_property
    def claims(self) -> list[ReliefClaim]:
        """Claims to pay less; nobody makes one where nothing is charged."""
        rows = self.dossier.relief_claims.select_related("proof").order_by("id")
        return list(rows) if self.charges else []

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
    """The money of the dossier, oldest first: nothing moves without a demand."""
    charges = charges_of(dossier)
    demands = list(dossier.demands.order_by("id"))
    movements = Movement.objects.filter(demand__in=demands).select_related("receipt", "demand")
    moved = list(movements.order_by("id"))
    return Story(dossier, charges, balance(charges, moved), demands, moved)


def open_irregularities(dossier: Dossier) -> list[Irregularity]:
    rows = Irregularity.objects.filter(demand__dossier=dossier, settled_at=None)
    return list(rows.select_related("attempt").order_by("id"))
