"""Who acts on a dossier."""

from enum import StrEnum


class Party(StrEnum):
    """Who acts: the owner of the dossier, a post, or the portal itself."""

    OWNER = "OWNER"
    DESK = "DESK"
    OFFICER = "OFFICER"
    LEADER = "LEADER"
    SYSTEM = "SYSTEM"


DESK, OFFICER, LEADER, OWNER, SYSTEM = (
    frozenset({party})
    for party in (Party.DESK, Party.OFFICER, Party.LEADER, Party.OWNER, Party.SYSTEM)
)
