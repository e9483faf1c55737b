"""Kinds of fields and what they have in common."""

from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    YES_NO = "yes_no"
    CHOICE = "choice"
    MANY = "many"
    IDENTITY_NUMBER = "identity_number"
    TAX_NUMBER = "tax_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PROVINCE = "province"
    COMMUNE = "commune"
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    TABLE = "table"
    CALCULATION = "calculation"
    FILE = "file"
    STATEMENT = "statement"
    HEADING = "heading"


class Sensitivity(StrEnum):
    """How carefully an answer is shown and kept."""

    PLAIN = "plain"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


BLOCKS = frozenset({Kind.ADDRESS, Kind.PERSON, Kind.ORGANISATION})
"""Fixed sets of smaller fields under one key."""

PLACES = frozenset({Kind.PROVINCE, Kind.COMMUNE})
"""Parts of an address. They stand in nothing else: a commune is chosen within its province."""

REPEATING = frozenset({Kind.GROUP, Kind.TABLE})
"""Rows that a person adds and removes."""

WITHOUT_ANSWER = frozenset({Kind.HEADING, Kind.CALCULATION})
"""Shown, never typed."""

CHOOSING = frozenset({Kind.CHOICE, Kind.MANY})
