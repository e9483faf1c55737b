"""The list of procedures."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.search.missed import note
from portal.search.rules.queries import clean
from portal.search.selectors import keys_of, nearly
from procedures.filters import ProcedureFilter
from procedures.models import Procedure
from procedures.rules.names import ALPHABET
from procedures.selectors import best_first, combine, in_force, page_after, public_procedures
from procedures.words import fee_words, limit_words

SIZE = 20
KIND = "procedure"
IN_THE_BAR = ("sector", "agency", "audience", "extent", "level", "event")
"""Narrowings with a field of their own; letters are links, a legal text comes from its page."""


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Procedures in force, narrowed and searched; cut by key, never counted."""
    today = timezone.localdate()
    query = clean(request.GET.get("q", ""))
    narrowed = ProcedureFilter(request.GET, public_procedures(), request=request)
    after = request.GET.get("after", "")
    chosen = any(narrowed.form[name].value() for name in narrowed.form.fields)
    if query:
        within = narrowed.qs.values("code") if chosen else None
        codes = keys_of(query, KIND, today=today, within=within)
        rows = best_first(narrowed.qs, codes, after, SIZE)
    else:
        rows = page_after(narrowed.qs, after, SIZE)
    shown = rows[:SIZE]
    if query and not chosen and not after:
        note(request, query, found=bool(shown), near=False)
    context = {
        "query": query,
        "filter": narrowed,
        "fields": [narrowed.form[name] for name in IN_THE_BAR],
        "narrowed": chosen,
        "letters": _letters(request, narrowed) if not query else [],
        "sector": narrowed.form.cleaned_data.get("sector") if narrowed.form.is_valid() else None,
        "procedures": [_line(procedure, today) for procedure in shown],
        "next_url": _next(request, shown) if len(rows) > SIZE else "",
        "similar": nearly(query, KIND, today=today) if query and not shown else [],
    }
    return render(request, "procedures/catalogue.html", context)


def _letters(request: HttpRequest, narrowed: ProcedureFilter) -> list[dict]:
    """The alphabet, each letter with its part of the list as it is narrowed now.

    English readers see other names than those that are sorted: they get none.
    """
    if get_language() != "vi":
        return []
    now = request.GET.get("letter", "")
    return [
        {
            "letter": letter,
            "url": _address(request, letter=letter) if _has(narrowed, letter) else "",
            "current": letter == now,
        }
        for letter in ALPHABET
    ]


def _has(narrowed: ProcedureFilter, letter: str) -> bool:
    return f"letter:{letter}" in narrowed.offered


def _address(request: HttpRequest, **changes: str) -> str:
    """This list from its beginning, or with other narrowings."""
    asked = {**request.GET.dict(), "after": "", **changes}
    kept = {name: value for name, value in asked.items() if value}
    return f"{request.path}?{urlencode(kept)}"


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
    return _address(request, after=shown[-1].code)
