"""What may be learned of a dossier, item by item, and how surely one must be known for it."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from portal.kernel.law import CONFIRMED, Citation, Rule, Value

ANONYMOUS_FIELDS = Rule(
    "lookup.anonymous_fields",
    "Shown without proof of who is asking",
    "fields",
    (
        Value(
            ("code", "completion"),
            date(2019, 1, 6),
            None,
            Citation("01/2018/TT-VPCP", "16", "2", "d"),
            CONFIRMED,
        ),
    ),
)


class Proof(IntEnum):
    """How surely the portal knows who is asking; a higher one includes the lower.

    `DOSSIER`: a one-time code sent to the dossier's own contact, or the secret of the receipt's QR
    code. `ACCOUNT`: signed in, on the applicant's side. `IDENTITY`: in a session opened by the
    identity provider, or with a second factor, by somebody whose identity is proven.
    """

    NONE = 0
    DOSSIER = 1
    ACCOUNT = 2
    IDENTITY = 3


class Item(StrEnum):
    """What there is to learn of a dossier."""

    CODE = "code"
    COMPLETION = "completion"
    STATE = "state"
    DIVISION = "division"
    DATES = "dates"
    COURSE = "course"
    MONEY = "money"
    ANSWERS = "answers"
    PAPERS = "papers"
    MESSAGES = "messages"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Needed:
    """The least proof for an item: of anybody; of who has a proven identity, which could be
    misused in his name; of who acts for another person.
    """

    least: Proof
    proven: Proof
    for_another: Proof


ITEMS: dict[Item, Needed] = {
    Item.CODE: Needed(Proof.NONE, Proof.NONE, Proof.NONE),
    Item.COMPLETION: Needed(Proof.NONE, Proof.NONE, Proof.NONE),
    Item.STATE: Needed(Proof.DOSSIER, Proof.DOSSIER, Proof.DOSSIER),
    Item.DIVISION: Needed(Proof.DOSSIER, Proof.DOSSIER, Proof.DOSSIER),
    Item.DATES: Needed(Proof.DOSSIER, Proof.DOSSIER, Proof.DOSSIER),
    Item.COURSE: Needed(Proof.ACCOUNT, Proof.ACCOUNT, Proof.ACCOUNT),
    Item.MONEY: Needed(Proof.ACCOUNT, Proof.ACCOUNT, Proof.ACCOUNT),
    Item.ANSWERS: Needed(Proof.ACCOUNT, Proof.ACCOUNT, Proof.IDENTITY),
    Item.PAPERS: Needed(Proof.ACCOUNT, Proof.ACCOUNT, Proof.IDENTITY),
    Item.MESSAGES: Needed(Proof.ACCOUNT, Proof.ACCOUNT, Proof.IDENTITY),
    Item.RESULT: Needed(Proof.ACCOUNT, Proof.IDENTITY, Proof.IDENTITY),
}
"""Beyond code and completion the portal's own choice: no text sets it."""


def needed(item: Item, *, identity_proven: bool, for_another: bool) -> Proof:
    """The least proof with which somebody on the applicant's side may have `item`."""
    row = ITEMS[item]
    if for_another:
        return row.for_another
    return row.proven if identity_proven else row.least
