"""Who acts on a dossier."""

from enum import StrEnum


class Party(StrEnum):
    """Who acts: the owner of the dossier, a post, an agency asked to work on it, the portal
    itself, or whoever did the last thing (`AUTHOR`).
    """

    OWNER = "OWNER"
    DESK = "DESK"
    OFFICER = "OFFICER"
    LEADER = "LEADER"
    ASKED = "ASKED"
    SYSTEM = "SYSTEM"
    AUTHOR = "AUTHOR"


DESK, OFFICER, LEADER, ASKED, OWNER, SYSTEM, AUTHOR = (
    frozenset({party})
    for party in (
        Party.DESK,
        Party.OFFICER,
        Party.LEADER,
        Party.ASKED,
        Party.OWNER,
        Party.SYSTEM,
        Party.AUTHOR,
    )
)
