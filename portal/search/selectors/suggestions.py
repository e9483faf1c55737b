"""What is typed so far, and where it may lead."""

from dataclasses import dataclass
from datetime import date

from portal.search.models import SearchEntry
from portal.search.selectors.asked import asked
from portal.search.selectors.find import localised_url
from portal.search.selectors.ranking import ranked
from portal.search.selectors.similar import similar

LOOKED_AT = 200
"""Suggestions come while a person types: fewer candidates are ranked than for results."""
SHOWN = ("title", "alias", "url")


@dataclass(frozen=True)
class Suggestion:
    """A page by its title; `said` is what people call it."""

    title: str
    said: str
    url: str


def suggest(text: str, *, today: date, limit: int = 8) -> list[Suggestion]:
    """Pages that what is typed so far may lead to, best first. `today` is the local date."""
    query = asked(text, today)
    if not query:
        return []
    best = [match.pk for match in ranked(query, most=LOOKED_AT).matches[:limit]]
    found = {entry.pk: entry for entry in SearchEntry.objects.filter(pk__in=best).only(*SHOWN)}
    entries = [found[pk] for pk in best if pk in found] or similar(query)
    return [Suggestion(each.title, each.alias, localised_url(each.url)) for each in entries]
