"""Finding everything public by what people type."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.search.models import ACCENTED, FOLDED, SearchEntry
from portal.search.registry import sources
from portal.search.rules.queries import Attempt
from portal.search.selectors.asked import asked
from portal.search.selectors.ranking import CANDIDATES, Ranked, in_index, ranked
from portal.search.selectors.similar import similar

_START, _STOP = "\u0002", "\u0003"


@dataclass(frozen=True)
class Hit:
    """One result; `snippet` is safe HTML with the found words marked."""

    source: str
    key: str
    title: str
    said: str
    url: str
    note: str
    snippet: SafeString


@dataclass(frozen=True)
class Facet:
    """How many results one kind has."""

    name: str
    label: Any
    count: int


@dataclass(frozen=True)
class Results:
    """A page of results.

    `total` stops at CANDIDATES, which `capped` says; `near` says that only some of the words were
    found; `official` is what the query was also read as, in the words of the law.
    """

    query: str
    hits: list[Hit] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    total: int = 0
    capped: bool = False
    near: bool = False
    official: str = ""
    similar: list[Hit] = field(default_factory=list)
    next_offset: int | None = None


def find(text: str, *, today: date, kind: str = "", offset: int = 0, limit: int = 20) -> Results:
    """Search everything public in the reader's language. `today` is the local date."""
    query = asked(text, today)
    if not query:
        return Results(query.text)
    found = ranked(query)
    chosen = [match.pk for match in found.matches if not kind or match.source == kind]
    vain = found.near or not chosen
    nearly = similar(query, without=(match.pk for match in found.matches)) if vain else []
    return Results(
        query.text,
        hits=_hits(chosen[offset : offset + limit], found.attempt),
        facets=_facets(found),
        total=len(chosen),
        capped=len(found.matches) >= CANDIDATES,
        near=found.near,
        official=query.official,
        similar=[_hit(entry, "") for entry in nearly],
        next_offset=offset + limit if len(chosen) > offset + limit else None,
    )


def keys_of(text: str, kind: str, *, today: date, within: QuerySet | None = None) -> list[str]:
    """Keys of the things of one kind that match, best first.

    `within` is a query of keys to which the search is narrowed.
    """
    query = asked(text, today)
    matches = ranked(query, kind, within).matches if query else []
    return list(dict.fromkeys(match.key for match in matches))


def nearly(text: str, kind: str, *, today: date) -> list[Hit]:
    """Things of one kind that are called almost so."""
    return [_hit(entry, "") for entry in similar(asked(text, today), kind)]


def _facets(found: Ranked) -> list[Facet]:
    counts = Counter(match.source for match in found.matches)
    return [Facet(s.name, s.label, counts[s.name]) for s in sources() if counts[s.name]]


def _hits(ids: Iterable[int], attempt: Attempt) -> list[Hit]:
    config = ACCENTED if attempt.marked else FOLDED
    headline = SearchHeadline(
        "body",
        in_index(attempt.marked or attempt.folded or "''", config),
        config=config,
        start_sel=_START,
        stop_sel=_STOP,
        max_words=34,
        min_words=16,
        max_fragments=1,
    )
    found = SearchEntry.objects.filter(pk__in=ids).annotate(headline=headline).defer("body")
    entries = {entry.pk: entry for entry in found}
    return [_hit(entries[pk], entries[pk].headline) for pk in ids if pk in entries]


def _hit(entry: SearchEntry, headline: str) -> Hit:
    marked = escape(headline).replace(_START, "<mark>").replace(_STOP, "</mark>")
    return Hit(
        entry.source,
        entry.key,
        entry.title,
        entry.alias,
        localised_url(entry.url),
        entry.note,
        mark_safe(marked),  # noqa: S308 - escaped above, the two marks are ours
    )


def localised_url(url: str) -> str:
    """The address in the reader's language; Vietnamese pages have no prefix."""
    return f"/en{url}" if (get_language() or "").startswith("en") else url
