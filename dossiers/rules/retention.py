"""When a finished dossier goes into the archive, how long it is kept there, and the end of it.

The law on archives asks for a term of keeping, a check before destruction and a record of it; the
numbers are the portal's until the agency enters those of its own schedule.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.kernel.law import DEFAULT, Citation, Rule, Value

ARCHIVES = Citation("33/2024/QH15")
SINCE = date(2018, 6, 21)
"""Dossiers of years before the law are closed and kept by the same terms."""


class Kept(StrEnum):
    """What a dossier ended with, as far as its keeping goes."""

    RESULT = "RESULT"
    NO_RESULT = "NO_RESULT"


@dataclass(frozen=True)
class Term:
    """Whole years after the year in which the dossier was closed; None is for ever."""

    years: int | None

    def ends_on(self, closed: date) -> date | None:
        """The last day of keeping: the end of the calendar year in which the term runs out."""
        return None if self.years is None else date(closed.year + self.years, 12, 31)


def _rule(key: str, title: str, unit: str, value: object) -> Rule:
    return Rule(key, title, unit, (Value(value, SINCE, None, ARCHIVES, DEFAULT),))


CLOSES_AFTER_DAYS = _rule(
    "archive.closes_after_days",
    "Days from the end of a dossier to its closing into the archive, when nothing is owed",
    "days",
    30,
)
RETENTION = _rule(
    "archive.retention",
    "Years for which a closed dossier is kept, by how it ended",
    "years",
    {Kept.RESULT: Term(20), Kept.NO_RESULT: Term(5)},
)
REVIEW_AHEAD_DAYS = _rule(
    "archive.review_ahead_days",
    "Days before the end of its term from which a dossier stands among those to be reviewed",
    "days",
    90,
)
DISPOSAL_HOLD_DAYS = _rule(
    "archive.disposal_hold_days",
    "Days between the approval of a destruction and the destruction itself",
    "days",
    30,
)
PACKAGE_DAYS = _rule(
    "archive.package_days", "Days for which a packed dossier can be downloaded", "days", 7
)
