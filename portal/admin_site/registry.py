"""What the back office shows to whom. Each app fills this in its `AppConfig.ready`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Desk:
    """One entry of the navigation: a page of officials' own work."""

    name: str
    label: str | Promise
    url_name: str
    roles: frozenset[str]
    order: int
    help: str | Promise

    def shown_to(self, held: Iterable[str]) -> bool:
        return not self.roles or bool(self.roles & set(held))


_desks: dict[str, Desk] = {}
_pages: dict[str, str] = {}


def desk(entry: Desk) -> None:
    """Put a page into the navigation of those who hold one of its roles (none: everyone)."""
    _desks[entry.name] = entry


def pages(prefix: str, urlconf: str) -> None:
    """Serve the URLs of the module `urlconf` under `/quan-tri/<prefix>`."""
    _pages[prefix] = urlconf


def desks_for(held: Iterable[str]) -> list[Desk]:
    roles = set(held)
    shown = (entry for entry in _desks.values() if entry.shown_to(roles))
    return sorted(shown, key=lambda entry: (entry.order, entry.name))


def registered_pages() -> list[tuple[str, str]]:
    return sorted(_pages.items())
