"""What other apps offer to the pages of the portal; each app registers in `AppConfig.ready`.

The pages show things of every app without importing one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise


class AlreadyRegistered(Exception):
    """Two apps claim the same name."""


@dataclass(frozen=True)
class HomeBlock:
    """A part of the home page: a template and what it needs. A context of None hides the block.

    Orders on the home page: 10 what people came for, 20 services, 30 my dossiers, 40 urgent
    notice, 50 news.
    """

    name: str
    order: int
    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class Branch:
    """A branch of the site map: a heading and links as (label, path without language)."""

    name: str
    order: int
    title: str | Promise
    links: Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Address:
    """One entry of sitemap.xml: a path without its language prefix, and its last change."""

    path: str
    changed: datetime | None = None


_home: dict[str, HomeBlock] = {}
_branches: dict[str, Branch] = {}
_addresses: dict[str, Callable[[], Iterable[Address]]] = {}


def _add(store: dict, name: str, value: object) -> None:
    if name in store:
        raise AlreadyRegistered(name)
    store[name] = value


def home_block(
    name: str,
    order: int,
    template: str,
    context: Callable[[HttpRequest], dict[str, Any] | None],
) -> None:
    """Offer a block of the home page; blocks are shown by `order`."""
    _add(_home, name, HomeBlock(name, order, template, context))


def site_map_branch(
    name: str, order: int, title: str | Promise, links: Callable[[], Iterable[tuple[str, str]]]
) -> None:
    """Offer a branch of the site map for people."""
    _add(_branches, name, Branch(name, order, title, links))


def sitemap_addresses(name: str, addresses: Callable[[], Iterable[Address]]) -> None:
    """Offer addresses for `/sitemap.xml`."""
    _add(_addresses, name, addresses)


def home_blocks() -> list[HomeBlock]:
    return sorted(_home.values(), key=lambda block: (block.order, block.name))


def branches() -> list[Branch]:
    return sorted(_branches.values(), key=lambda branch: (branch.order, branch.name))


def addresses() -> Iterable[Address]:
    for offered in _addresses.values():
        yield from offered()
