"""Who offers what to the search. An app registers its source in `AppConfig.ready`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """One page as its app describes it. `language` empty: in Vietnamese only, for every reader.

    `alias` is what people call it where that is not its title, `elsewhere` its title in other
    languages. `url` is the address without the
    language prefix. `symbol` is the page's own code in any spelling, `mentions` the symbols it
    cites.
    """

    title: str
    url: str
    alias: str = ""
    elsewhere: str = ""
    body: str = ""
    note: str = ""
    language: str = ""
    weight: int = 0
    symbol: str = ""
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """`load(key)` returns the pages of one thing, none when it is not public (any more);
    `keys()` names everything there is, for a rebuild. `order` places the kind among the facets."""

    name: str
    label: Any
    load: Callable[[str], Iterable[Found]]
    keys: Callable[[], Iterable[str]]
    order: int = 50


@dataclass(frozen=True)
class Way:
    """A heading with links, offered to those whose search found nothing. `links()` gives
    (label, address without language prefix)."""

    name: str
    order: int
    title: Any
    links: Callable[[], Iterable[tuple[str, str]]]


_ways: dict[str, Way] = {}
_sources: dict[str, Source] = {}


def source(
    name: str,
    label: Any,
    load: Callable[[str], Iterable[Found]],
    keys: Callable[[], Iterable[str]],
    order: int = 50,
) -> None:
    """Register a source. Raises ValueError when the name is taken."""
    if name in _sources:
        raise ValueError(f"search source {name} is registered twice")
    _sources[name] = Source(name, label, load, keys, order)


def sources() -> list[Source]:
    """All sources in the order of their facets."""
    return sorted(_sources.values(), key=lambda each: (each.order, each.name))


def source_named(name: str) -> Source:
    """The source of that name; KeyError when nobody registered it."""
    return _sources[name]


def way_on(
    name: str, order: int, title: Any, links: Callable[[], Iterable[tuple[str, str]]]
) -> None:
    """Offer links to those who found nothing. Raises ValueError when the name is taken."""
    if name in _ways:
        raise ValueError(f"way on {name} is registered twice")
    _ways[name] = Way(name, order, title, links)


def ways_on() -> list[Way]:
    return sorted(_ways.values(), key=lambda each: (each.order, each.name))
