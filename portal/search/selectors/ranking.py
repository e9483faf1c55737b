"""The order of results: diacritics are folded to find and used to rank.

A code that is meant comes first, then titles with the very marks that were typed, then titles with
the words, then what is most like the query.
"""

from dataclasses import dataclass
from functools import reduce
from operator import add, or_

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import (
    Case,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Greatest
from django.utils.translation import get_language

from portal.search.models import ACCENTED, FOLDED, SearchEntry
from portal.search.rules.queries import Attempt, Query

CANDIDATES = 1000
"""Ranking every match of a common word takes seconds; of so many, milliseconds."""


@dataclass(frozen=True)
class Match:
    """`meant`: its code was typed, or the words stand in its title."""

    pk: int
    source: str
    key: str
    meant: bool


@dataclass(frozen=True)
class Ranked:
    """Matches, best first, and the attempt that found them."""

    matches: list[Match]
    attempt: Attempt = Attempt("")

    @property
    def near(self) -> bool:
        """Only some of the words were found."""
        return bool(self.attempt.pairs)


def readable() -> QuerySet[SearchEntry]:
    """What the reader can read: pages in his language, and those that have no other."""
    language = (get_language() or "vi")[:2]
    return SearchEntry.objects.filter(language__in=[language, ""])


def ranked(
    query: Query, kind: str = "", within: QuerySet | None = None, most: int = CANDIDATES
) -> Ranked:
    """What the first attempt finds that finds a title, or else anything, best first.

    `within` is a query of keys to which the results are narrowed.
    """
    pool = readable().filter(source=kind) if kind else readable()
    if within is not None:
        pool = pool.filter(key__in=within)
    found = Ranked([])
    for attempt in query.attempts or (Attempt(""),):
        if found.matches and attempt.pairs:
            break
        matches = _best(pool, query, attempt, most)
        if matches and (matches[0].meant or not found.matches):
            found = Ranked(matches, attempt)
        if matches and matches[0].meant:
            break
    return found


def _best(pool: QuerySet, query: Query, attempt: Attempt, most: int) -> list[Match]:
    """Where there are too many matches, those with the words in a short title are looked at.

    They are sorted here: the database would have to look each of them up once more to rank them.
    """
    candidates = pool.filter(_matches(query, attempt)).annotate(
        exact=_exactness(query),
        titled=_in_title(attempt),
        close=_closeness(attempt),
        rank=SearchRank(F("folded"), in_index(attempt.folded or "''", FOLDED)),
    )
    rows = candidates.order_by("-weight", "length", "id").values_list(
        "exact", "titled", "close", "rank", "weight", "pk", "source", "key"
    )[:most]
    # Equally good ones stay in the order they came in: short titles first.
    best = sorted(rows, key=lambda row: row[:5], reverse=True)
    return [Match(row[5], row[6], row[7], bool(row[0] or row[1])) for row in best]


def _matches(query: Query, attempt: Attempt) -> Q:
    wanted = []
    if attempt.folded:
        wanted.append(Q(folded=in_index(attempt.folded, FOLDED)))
    if query.symbol:
        wanted.append(Q(symbol__startswith=query.symbol))
        wanted.append(Q(mentions__contains=[query.symbol]))
    return reduce(or_, wanted) if wanted else Q(pk=None)


def in_index(words: str, config: str) -> SearchQuery:
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


def _in_title(attempt: Attempt) -> Case | Value:
    """The words stand in the title: with the very marks that were typed before without them."""
    if attempt.pairs:
        return reduce(add, (_has(pair) for pair in attempt.pairs))
    found = []
    if attempt.accented:
        found.append(When(accented=in_index(attempt.accented, ACCENTED), then=2))
    if attempt.titled:
        found.append(When(folded=in_index(attempt.titled, FOLDED), then=1))
    return Case(*found, default=0, output_field=IntegerField()) if found else Value(0)


def _has(pair: str) -> Case:
    """Two words side by side: twice as much in a title as in the text."""
    titled = pair.replace("' <->", "':AB <->").replace("')", "':AB)")
    return Case(
        When(folded=in_index(titled, FOLDED), then=2),
        When(folded=in_index(pair, FOLDED), then=1),
        default=0,
        output_field=IntegerField(),
    )


def _closeness(attempt: Attempt) -> Greatest | Value:
    """How much of a title, or of what people call the thing, the query is."""
    names = ("folded_title", "folded_alias")
    close = [TrigramSimilarity(name, text) for text in attempt.plain for name in names if text]
    return Greatest(*close) if close else Value(0.0, output_field=FloatField())
