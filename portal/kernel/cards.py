"""What the code on an identity card says, as a reader types it: seven facts between bars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from portal.kernel.codes import CodeError, check_identity_number
from portal.kernel.text import nfc

_DAY = re.compile(r"\d{8}")
_SEXES = {"nam": "M", "nữ": "F"}


@dataclass(frozen=True, slots=True)
class Card:
    """An identity card. `sex` is ``M``, ``F`` or empty; facts that the card leaves out are empty.
    It proves nothing by itself: somebody compares the face.
    """

    number: str
    name: str
    old_number: str = ""
    birth_date: date | None = None
    sex: str = ""
    address: str = ""
    issued: date | None = None


def read_card(text: str) -> Card:
    """The card behind ``number|old number|name|day of birth|sex|address|day of issue``.

    Days are ``ddmmyyyy``. Raises ``CodeError``.
    """
    facts = [nfc(" ".join(fact.split())) for fact in text.strip().split("|")]
    if len(facts) < 6 or not facts[2]:
        raise CodeError("This is not the code of an identity card.")
    number, old, name, born, sex, address = facts[:6]
    return Card(
        number=check_identity_number(number),
        name=name,
        old_number=old,
        birth_date=_day(born),
        sex=_SEXES.get(sex.lower(), ""),
        address=address,
        issued=_day(facts[6]) if len(facts) > 6 else None,
    )


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, "%d%m%Y").date()
    except ValueError:
        return None
