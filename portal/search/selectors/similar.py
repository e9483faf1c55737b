"""Titles spelt almost so, for slips of the finger."""

from collections.abc import Iterable

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from portal.search.models import SearchEntry
from portal.search.rules.queries import Query
from portal.search.selectors.ranking import readable

SIMILAR = 0.4
MOST = 5


def similar(query: Query, kind: str = "", without: Iterable[int] = ()) -> list[SearchEntry]:
    """What is called almost like the query, the likest first."""
    if not query.attempts:
        return []
    typed = query.attempts[0].plain[0]
    near = Q(folded_title__trigram_word_similar=typed) | Q(folded_alias__trigram_word_similar=typed)
    likeness = Greatest(
        TrigramWordSimilarity(typed, "folded_title"), TrigramWordSimilarity(typed, "folded_alias")
    )
    found = readable().filter(near).exclude(pk__in=without).annotate(close=likeness)
    found = found.filter(source=kind) if kind else found
    return list(
        found.filter(close__gte=SIMILAR).order_by("-close", "-weight", "length", "id")[:MOST]
    )
