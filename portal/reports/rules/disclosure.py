"""When a figure may be shown. The portal's own choice: no text sets it.

In a ward two people may be all who adopted a child this year: whoever knows one must not learn
about the other. And what three dossiers took foretells nothing.
"""

from datetime import date, timedelta

SMALL = 5
"""Counts from one up to below this are shown as "fewer than", shares of fewer not at all."""

ENOUGH = 20
"""From this many cases on, what was measured is shown as a forecast."""

WINDOWS = (timedelta(days=90), timedelta(days=365))
"""How far back is measured: the first stretch that holds enough cases."""


def masked(count: int) -> bool:
    """Whether a count could point at a person."""
    return 0 < count < SMALL


def year_of(today: date) -> tuple[date, date]:
    """From 1 January to `today`, both included."""
    return date(today.year, 1, 1), today
