"""Who is told, and when, that a date comes near or has passed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.kernel.law import DEFAULT, Citation, Rule, Value


class Tell(StrEnum):
    """Whom a rung reaches: who works on it, the head of the agency, the head of the one above."""

    PERSON = "PERSON"
    HEAD = "HEAD"
    ABOVE = "ABOVE"


@dataclass(frozen=True)
class Rung:
    """One step of the ladder. `hours` are working hours left before the date; below zero, after
    it. An overdue rung speaks of a missed date.
    """

    key: str
    hours: int
    tells: tuple[Tell, ...]

    @property
    def overdue(self) -> bool:
        return self.hours <= 0


LADDER = Rule(
    "late.ladder",
    "Who is told of a date of return, by the working hours left (below zero: since it passed)",
    "rungs",
    (
        Value(
            (
                Rung("soon", 24, (Tell.PERSON,)),
                Rung("last_day", 8, (Tell.PERSON, Tell.HEAD)),
                Rung("overdue", 0, (Tell.PERSON, Tell.HEAD)),
                Rung("long_overdue", -24, (Tell.HEAD, Tell.ABOVE)),
            ),
            date(2018, 6, 21),
            None,
            Citation("61/2018/NĐ-CP", "19", "9"),
            DEFAULT,
        ),
    ),
)
