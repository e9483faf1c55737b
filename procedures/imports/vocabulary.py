"""Codes the importer reads words into.

The same codes as `procedures.models.choices`, without the database: a test compares the two.
"""

from enum import StrEnum


class Tier(StrEnum):
    MINISTRY = "MINISTRY"
    PROVINCE = "PROVINCE"
    COMMUNE = "COMMUNE"
    OTHER = "OTHER"


class Audience(StrEnum):
    CITIZEN = "CITIZEN"
    OVERSEAS = "OVERSEAS"
    FOREIGNER = "FOREIGNER"
    OFFICIAL = "OFFICIAL"
    ENTERPRISE = "ENTERPRISE"
    FOREIGN_ENTERPRISE = "FOREIGN_ENTERPRISE"
    ORGANISATION = "ORGANISATION"
    FOREIGN_ORGANISATION = "FOREIGN_ORGANISATION"
    COOPERATIVE = "COOPERATIVE"


class ChannelKind(StrEnum):
    COUNTER = "COUNTER"
    POST = "POST"
    ONLINE = "ONLINE"
    KIOSK = "KIOSK"


class LimitKind(StrEnum):
    LIMITED = "LIMITED"
    SAME_DAY = "SAME_DAY"
    NOT_STATED = "NOT_STATED"
    NONE = "NONE"


class FeeKind(StrEnum):
    FIXED = "FIXED"
    PER_UNIT = "PER_UNIT"
    COUNCIL_DECIDES = "COUNCIL_DECIDES"
    FREE = "FREE"
    NOT_STATED = "NOT_STATED"


class PaperKind(StrEnum):
    HAND_IN = "HAND_IN"
    SHOW = "SHOW"
