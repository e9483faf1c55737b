"""The national portal as the portal sees it, whichever generation of the interface is in use."""

from collections.abc import Sequence
from typing import Protocol

from portal.integrations.national.facts import DossierFacts, Satisfaction, Step

NAME = "national"


class Interface(Protocol):
    """Every call may be repeated: what the centre has already is success.

    All raise Retry, SlowDown or Never. `about` in the record of calls is `dossier:<id>`.
    """

    gives_codes: bool
    """Whether a dossier gets the code under which it is known from the centre."""
    takes_ratings: bool

    def next_code(self, agency_code: str, about: str) -> str:
        """A code for one dossier received at this agency, never given twice."""

    def send(self, facts: DossierFacts, steps: Sequence[Step], *, known: bool, about: str) -> None:
        """Tell how the dossier stands now and what was done since; `known`: told of before."""

    def rate(self, month: Satisfaction, about: str) -> None:
        """Hand in the ratings of one procedure at one agency in one month."""
