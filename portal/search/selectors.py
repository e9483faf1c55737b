"""Finding: diacritics are folded to find and used to rank."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    TrigramSimilarity,
    TrigramWordSimilarity,
)
from django.db.models import Case, F, FloatField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.search.models import ACCENTED, FOLDED, SearchEntry
from portal.search.registry import sources
from portal.search.rules.queries import Query, parse

CANDIDATES = 1000
"""Ranking every match of a common word takes seconds; of so many, milliseconds."""
SIMILAR = 0.45
FEW = 3
_START, _STOP = "\u0002", "\u0003"


@dataclass(frozen=True)
class Hit:
    """One result; `snippet` is safe HTML with the found words marked."""

    source: str
    key: str
    title: str
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
    """A page of results. `total` stops at CANDIDATES, which `capped` says."""

    query: str
    hits: list[Hit] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    total: int = 0
    capped: bool = False
    similar: list[Hit] = field(default_factory=list)
    next_offset: int | None = None


def find(text: str, *, today: date, kind: str = "", offset: int = 0, limit: int = 20) -> Results:
    """Search everything public in the reader's language. `today` is the local date."""
    query = parse(text, today)
    if not query:
        return Results(query.text)
    ranked = _ranked(query) or _ranked(query, loose=True)
    counts = Counter(row[1] for row in ranked)
    chosen = [row[0] for row in ranked if not kind or row[1] == kind]
    page = chosen[offset : offset + limit]
    facets = [Facet(s.name, s.label, counts[s.name]) for s in sources() if counts[s.name]]
    return Results(
        query.text,
        hits=_hits(page, query),
        facets=facets,
        total=len(chosen),
        capped=len(ranked) >= CANDIDATES,
        similar=_similar(query, ranked) if len(chosen) < FEW else [],
        next_offset=offset + limit if len(chosen) > offset + limit else None,
    )


def keys_of(text: str, kind: str, *, today: date) -> list[str]:
    """Keys of the things of one kind that match, best first."""
    query = parse(text, today)
    if not query:
        return []
    ranked = _ranked(query, kind=kind) or _ranked(query, kind=kind, loose=True)
    return list(dict.fromkeys(row[2] for row in ranked))


def suggest(text: str, *, today: date, limit: int = 8) -> list[SearchEntry]:
    """Titles that what is typed so far may lead to, best first."""
    query = parse(text, today)
    if not query:
        return []
    found = (
        _readable()
        .filter(_matches(query))
        .annotate(titled=_in_title(query), close=_closeness(query))
    )
    best = found.order_by("-titled", "-close", "-weight", "id")
    return list(best.only("title", "url", "source", "key")[:limit])


def _readable() -> QuerySet[SearchEntry]:
    language = (get_language() or "vi")[:2]
    return SearchEntry.objects.filter(language__in=[language, ""])


def _matches(query: Query, loose: bool = False) -> Q:
    words = query.loose if loose else query.folded
    wanted = Q(folded=_asked(words, FOLDED)) if words else Q()
    if query.symbol:
        wanted |= Q(symbol__startswith=query.symbol) | Q(mentions__contains=[query.symbol])
    return wanted if wanted else Q(pk=None)


def _ranked(query: Query, kind: str = "", loose: bool = False) -> list[tuple[int, str, str]]:
    """(id, kind, key) of the matches, best first."""
    matching = _readable().filter(_matches(query, loose))
    if kind:
        matching = matching.filter(source=kind)
    candidates = matching.order_by("-weight", "-id").values("pk")[:CANDIDATES]
    scored = SearchEntry.objects.filter(pk__in=candidates).annotate(
        exact=_exactness(query),
        titled=_in_title(query),
        close=_closeness(query),
        rank=SearchRank(F("folded"), _asked(query.folded or "''", FOLDED)),
    )
    order = ("-exact", "-titled", "-close", "-rank", "-weight", "id")
    return list(scored.order_by(*order).values_list("pk", "source", "key"))


def _asked(words: str, config: str) -> SearchQuery:
    return SearchQuery(words, config=config, search_type="raw")


def _exactness(query: Query) -> Case | Value:
    """A code or symbol that is meant comes before anything that only speaks of it."""
    if not query.symbol:
        return Value(0)
    return Case(
        When(symbol=query.symbol, then=3),
        When(symbol__startswith=query.symbol, then=2),
        When(mentions__contains=[query.symbol], then=1),
        default=0,
        output_field=IntegerField(),
    )


def _in_title(query: Query) -> Case | Value:
    """The words stand in the title: with the very marks that were typed before without them."""
    found = []
    if query.accented:
        found.append(When(accented=_asked(query.accented, ACCENTED), then=2))
    if query.titled:
        found.append(When(folded=_asked(query.titled, FOLDED), then=1))
    return Case(*found, default=0, output_field=IntegerField()) if found else Value(0)


def _closeness(query: Query) -> Greatest | Value:
    """How much of a title, or of what people call the thing, the query is."""
    names = ("folded_title", "folded_alias")
    close = [TrigramSimilarity(name, text) for text in query.plain for name in names if text]
    return Greatest(*close) if close else Value(0.0, output_field=FloatField())


def _similar(query: Query, ranked: list[tuple[int, str, str]]) -> list[Hit]:
    """Titles spelt almost so, for slips of the finger."""
    near = (
        _readable()
        .exclude(pk__in=[row[0] for row in ranked])
        .filter(folded_title__trigram_word_similar=query.plain[0])
        .annotate(close=TrigramWordSimilarity(query.plain[0], "folded_title"))
        .filter(close__gte=SIMILAR)
        .order_by("-close", "-weight")[:5]
    )
    return [_hit(entry, "") for entry in near]


def _hits(ids: list[int], query: Query) -> list[Hit]:
    headline = SearchHeadline(
        "body",
        _asked(query.folded or "''", FOLDED),
        config=FOLDED,
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
        localised_url(entry.url),
        entry.note,
        mark_safe(marked),  # noqa: S308 - escaped above, the two marks are ours
    )


def localised_url(url: str) -> str:
    """The address in the reader's language; Vietnamese pages have no prefix."""
    return f"/en{url}" if (get_language() or "").startswith("en") else url
