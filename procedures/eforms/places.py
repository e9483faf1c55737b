"""Provinces and communes as a form sees them: a port, so that the evaluator stays pure.

Whoever evaluates hands in the places of a day (`portal.agencies.places.Country` reads them from the
register of administrative units). A form evaluated without any takes addresses as they are written;
so does a portal that keeps no units, and a province whose communes it does not know.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from portal.kernel.text import nfc

Choices = Sequence[tuple[str, str]]
"""Codes with the names that people choose by, in the order of a list."""


class Places(Protocol):
    def provinces(self) -> Choices:
        """Every province; none when the portal does not know them."""

    def communes(self, province: str) -> Choices:
        """Communes, wards and special zones of the province of that code."""

    def names(self, codes: Iterable[str]) -> Mapping[str, str]:
        """Full names by code, also of units that were merged since; unknown codes are left out."""


class AsWritten:
    """Knows no place and therefore refuses none."""

    def provinces(self) -> Choices:
        return ()

    def communes(self, province: str) -> Choices:
        return ()

    def names(self, codes: Iterable[str]) -> Mapping[str, str]:
        return {}


def find(typed: str, known: Choices) -> str | None:
    """The code of the place somebody chose or wrote by its name; None when it is not there."""
    wanted = _folded(typed)
    return next((code for code, name in known if wanted in (code, _folded(name))), None)


def _folded(text: str) -> str:
    return " ".join(nfc(text).casefold().split())
