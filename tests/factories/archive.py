"""Dossiers in the archive, and lists to destroy them."""

from datetime import timedelta

from dossiers.models import ArchiveEntry, Disposal
from dossiers.services.archive.close import close
from dossiers.services.archive.dispose import approve_disposal, propose_disposal
from portal.agencies.roles import Role
from tests.factories.accounts import official
from tests.factories.play import Play

TO_THE_END = (
    *("submit", "accept", "claim", "propose", "decide"),
    *("complete_signing", "return_result"),
)
YEARS = timedelta(days=366 * 22)


def ended(*actions: str) -> Play:
    """A dossier whose result was handed out, or that ended with these actions."""
    play = Play().do(*(actions or TO_THE_END))
    play.second = official(play.place.committee, Role.LEADER)
    return play


def closed(*actions: str) -> tuple[Play, ArchiveEntry]:
    """The same in the archive, closed a month after its end."""
    play = ended(*actions)
    play.at += timedelta(days=31)
    entry = close(dossier=play.dossier, by=None, at=play.at)
    play.dossier.refresh_from_db()
    return play, entry


def approved(play: Play, entry: ArchiveEntry) -> Disposal:
    """A list with this dossier alone, approved by a second leader, long after its term."""
    play.at += YEARS
    made = propose_disposal(entries=[entry], by=play.second, reason="Hết hạn.", at=play.at)
    return approve_disposal(disposal=made, by=play.leader, expected_version=1, at=play.at)
