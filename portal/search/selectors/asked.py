"""What was typed, read with the words of the file and those of the editors."""

from datetime import date

from portal.search.models import Saying
from portal.search.rules.queries import Query, clean, parse
from portal.search.rules.words import sayings_in


def asked(text: str, day: date) -> Query:
    """The query as it is understood on the local date `day`. Editors' words count at once: those
    that stand in the query are read, one indexed look-up, nothing is cached."""
    typed = clean(text)
    rows = Saying.objects.filter(folded__in=sayings_in(typed)).order_by("-since", "pk")
    return parse(typed, day, [row.term for row in rows])
