"""The list of procedures."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.search.rules.queries import clean
from portal.search.selectors import find, keys_of
from procedures.filters import ProcedureFilter
from procedures.models import Procedure
from procedures.selectors import best_first, combine, in_force, page_after, public_procedures
from procedures.words import fee_words, limit_words

SIZE = 20
KIND = "procedure"


def catalogue(request: HttpRequest) -> HttpResponse:
    """Procedures in force, narrowed and searched; cut by key, never counted."""
    today = timezone.localdate()
    query = clean(request.GET.get("q", ""))
    narrowed = ProcedureFilter(request.GET, public_procedures(), request=request)
    after = request.GET.get("after", "")
    if query:
        codes = keys_of(query, KIND, today=today)
        rows = best_first(narrowed.qs, codes, after, SIZE)
    else:
        rows = page_after(narrowed.qs, after, SIZE)
    shown = rows[:SIZE]
    context = {
        "query": query,
        "filter": narrowed,
        "narrowed": any(narrowed.form[name].value() for name in narrowed.form.fields),
        "procedures": [_line(procedure, today) for procedure in shown],
        "next_url": _next(request, shown) if len(rows) > SIZE else "",
        "similar": find(query, today=today, kind=KIND).similar if query and not shown else [],
    }
    return render(request, "procedures/catalogue.html", context)


def _line(procedure: Procedure, today: date) -> dict:
    """What a line of the list says: the quickest way in and what it costs."""
    channels = list(procedure.current.channels.all())
    first = next((each for each in channels if each.kind == "ONLINE"), None)
    first = first or next(iter(channels), None)
    local = in_force(procedure.published_terms, today)
    terms = combine(first, None, today, local, exemptions=False) if first else None
    return {
        "procedure": procedure,
        "revision": procedure.current,
        "limit": limit_words(terms) if terms else "",
        "fee": ", ".join(dict.fromkeys(map(fee_words, terms.charges))) if terms else "",
    }


def _next(request: HttpRequest, shown: list[Procedure]) -> str:
    query = request.GET.copy()
    query["after"] = shown[-1].code
    return f"{request.path}?{query.urlencode()}"
