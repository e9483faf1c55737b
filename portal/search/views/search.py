"""The search page and its suggestions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from portal.search.rules.queries import clean
from portal.search.selectors import CANDIDATES, Results, find, localised_url, suggest

SIZE = 20


def search(request: HttpRequest) -> HttpResponse:
    """Results of every kind, one kind after choosing a facet."""
    text = clean(request.GET.get("q", ""))
    kind = request.GET.get("type", "")
    offset = _offset(request.GET.get("from", ""))
    results = find(text, today=timezone.localdate(), kind=kind, offset=offset, limit=SIZE)
    context = {
        "query": text,
        "results": results,
        "tabs": _tabs(results, text, kind),
        "next_url": _next(request, results),
        "most": CANDIDATES,
        "labels": {facet.name: facet.label for facet in results.facets},
    }
    return render(request, "search/search.html", context)


@vary_on_headers("HX-Request")
def suggestions(request: HttpRequest) -> HttpResponse:
    """A list of links for what is typed so far; a piece of a page, or a page of its own."""
    text = clean(request.GET.get("q", ""))
    found = suggest(text, today=timezone.localdate())
    entries = [{"title": entry.title, "url": localised_url(entry.url)} for entry in found]
    template = "search/suggestions.html" if request.htmx else "search/suggestions_page.html"
    return render(request, template, {"query": text, "entries": entries})


def _offset(text: str) -> int:
    return min(int(text), CANDIDATES) if text.isascii() and text.isdigit() else 0


def _tabs(results: Results, text: str, kind: str) -> list[dict]:
    """One tab for everything and one for each kind that has results."""
    if len(results.facets) < 2:
        return []
    every = {"label": None, "name": "", "current": not kind}
    kinds = [
        {"label": f.label, "name": f.name, "count": f.count, "current": f.name == kind}
        for f in results.facets
    ]
    return [every, *kinds]


def _next(request: HttpRequest, results: Results) -> str:
    if results.next_offset is None:
        return ""
    query = request.GET.copy()
    query["from"] = str(results.next_offset)
    return f"{request.path}?{query.urlencode()}"
