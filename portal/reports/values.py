"""What is counted, over which days, and what it came to: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.reports.rules.names import Name

BEGINNING = date(2000, 1, 1)
"""No figure is older."""


@dataclass(frozen=True, slots=True)
class Count:
    """A change of one figure on a local day; `agency_id` is the agency in charge, if any."""

    subject_kind: str
    subject_key: str
    name: Name
    day: date
    amount: int = 1
    detail: str = ""
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both included."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of one subject over one span, by name and detail."""

    amounts: Mapping[tuple[str, str], int]

    def of(self, name: Name, *details: str) -> int:
        """The sum of a figure: of these details, or whole where none is named."""
        return sum(
            amount
            for (found, detail), amount in self.amounts.items()
            if found == name and (not details or detail in details)
        )

    def by_detail(self, name: Name) -> dict[str, int]:
        return {detail: amount for (found, detail), amount in self.amounts.items() if found == name}
