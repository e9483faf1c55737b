"""Why a record is held back: stable codes, and how grave each is.

`BLOCKING`: nobody may be shown this before a person has decided. `NOTICE`: worth telling the
person who reviews it. `UNREADABLE`: the record gave no facts at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum

EXCERPT = 200
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
"""Signs that no database and no page takes."""


class Severity(StrEnum):
    UNREADABLE = "UNREADABLE"
    BLOCKING = "BLOCKING"
    NOTICE = "NOTICE"


class Reason(Enum):
    """The code of each reason is its name."""

    severity: Severity

    def __new__(cls, severity: Severity) -> Reason:
        reason = object.__new__(cls)
        reason._value_ = len(cls.__members__) + 1
        reason.severity = severity
        return reason

    def __str__(self) -> str:
        return self.name

    FILE_UNREADABLE = Severity.UNREADABLE
    FILE_CUT_SHORT = Severity.UNREADABLE
    FILE_GIVEN_UP = Severity.UNREADABLE
    FILE_EMPTY = Severity.UNREADABLE
    LINE_TOO_LONG = Severity.UNREADABLE
    ENCODING_UNKNOWN = Severity.UNREADABLE
    ENCODING_CONVERTED = Severity.NOTICE
    JSON_BROKEN = Severity.UNREADABLE
    JSON_TOO_DEEP = Severity.UNREADABLE
    NOT_A_PROCEDURE = Severity.UNREADABLE
    CODE_MISSING = Severity.UNREADABLE
    CODE_UNREADABLE = Severity.UNREADABLE
    CODE_REPEATED = Severity.UNREADABLE

    CHARACTERS_LOST = Severity.BLOCKING
    CHARACTERS_REMOVED = Severity.NOTICE
    FIELD_NOT_TEXT = Severity.NOTICE
    FIELD_UNKNOWN = Severity.NOTICE
    FIELD_MISSING = Severity.NOTICE

    NAME_MISSING = Severity.BLOCKING
    INTERNAL = Severity.BLOCKING
    DECISION_UNREADABLE = Severity.NOTICE
    TIER_UNKNOWN = Severity.BLOCKING
    TIER_MISSING = Severity.NOTICE
    AUDIENCE_UNKNOWN = Severity.NOTICE
    AUDIENCE_MISSING = Severity.NOTICE
    SECTOR_MISSING = Severity.BLOCKING
    NO_EXECUTING_BODY = Severity.BLOCKING
    STEPS_MISSING = Severity.NOTICE

    NO_CHANNEL = Severity.BLOCKING
    CHANNELS_UNREADABLE = Severity.BLOCKING
    CHANNEL_UNKNOWN = Severity.BLOCKING
    CHANNEL_REPEATED = Severity.BLOCKING
    TIME_WITHOUT_UNIT = Severity.BLOCKING
    TIME_MISSING = Severity.BLOCKING
    TIME_UNREADABLE = Severity.BLOCKING
    TIME_NOT_WHOLE = Severity.BLOCKING
    TIME_IMPLAUSIBLE = Severity.BLOCKING
    TIME_CONTRADICTED = Severity.BLOCKING
    SAME_DAY_TOLD_BESIDE = Severity.NOTICE

    FEE_UNREADABLE = Severity.BLOCKING
    FEE_LOST_THOUSANDS = Severity.BLOCKING
    FEE_CONTRADICTED = Severity.BLOCKING
    FEE_ONE_OF_SEVERAL = Severity.BLOCKING
    FEE_SET_BY_COUNCIL = Severity.BLOCKING
    FEE_NOT_DONG = Severity.BLOCKING
    FEE_AND_TIME_RUN_TOGETHER = Severity.BLOCKING
    FEE_PERIOD_OVER = Severity.BLOCKING
    FEE_PERIOD_IMPOSSIBLE = Severity.BLOCKING
    FEE_PERIOD_UNCLEAR = Severity.BLOCKING
    FEE_DIVIDED_BY_PERIOD = Severity.NOTICE
    FEE_REDUCTION_OVER = Severity.NOTICE
    FEE_MISSING = Severity.NOTICE
    FEE_TOLD_BESIDE = Severity.BLOCKING
    FREE_BUT_COUNCIL_DECIDES = Severity.BLOCKING
    FREE_BUT_AMOUNT = Severity.BLOCKING
    FREE_BUT_SET_ELSEWHERE = Severity.BLOCKING

    NO_PAPERS = Severity.BLOCKING
    PAPERS_UNREADABLE = Severity.BLOCKING
    PAPER_WITHOUT_COUNT = Severity.BLOCKING
    PAPER_COUNTS_NOT_GIVEN = Severity.NOTICE
    PAPER_COUNT_CONTRADICTED = Severity.BLOCKING
    PAPER_COUNT_IMPLAUSIBLE = Severity.BLOCKING
    PAPER_WITHOUT_NAME = Severity.BLOCKING

    LEGAL_BASIS_MISSING = Severity.NOTICE
    LEGAL_BASIS_UNREADABLE = Severity.BLOCKING
    LEGAL_BASIS_WITHOUT_SYMBOL = Severity.NOTICE
    RESULT_MISSING = Severity.NOTICE
    RESULT_WITHOUT_CODE = Severity.NOTICE
    RESULT_UNREADABLE = Severity.BLOCKING


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason, the field of the source it was found in, and a piece of what stands there.

    `row` is the place from 0 in the list the field was read into, where there is one.
    """

    reason: Reason
    field: str = ""
    excerpt: str = ""
    row: int | None = None

    def __post_init__(self) -> None:
        excerpt = _UNSTORABLE.sub("\ufffd", self.excerpt[: 4 * EXCERPT])
        object.__setattr__(self, "excerpt", " ".join(excerpt.split())[:EXCERPT])
        object.__setattr__(self, "field", _UNSTORABLE.sub("\ufffd", self.field))

    @property
    def code(self) -> str:
        return self.reason.name

    @property
    def severity(self) -> Severity:
        return self.reason.severity
