"""The search page and its suggestions."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from portal.search.missed import note
from portal.search.registry import ways_on
from portal.search.rules.queries import clean
from portal.search.selectors import CANDIDATES, Results, find, localised_url, suggest

SIZE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results of every kind, one kind after choosing a facet."""
    text = clean(request.GET.get("q", ""))
    kind = request.GET.get("type", "")
    offset = _offset(request.GET.get("from", ""))
    results = find(text, today=timezone.localdate(), kind=kind, offset=offset, limit=SIZE)
    if text and not kind and not offset:
        note(request, text, found=bool(results.hits), near=results.near)
    context = {
        "query": text,
        "results": results,
        "tabs": _tabs(results, text, kind),
        "next_url": _next(request, results),
        "most": CANDIDATES,
        "labels": {facet.name: facet.label for facet in results.facets},
        "called": _called(results, offset),
        "ways": _ways() if text and (results.near or not results.hits) else [],
    }
    return render(request, "search/search.html", context)


@require_safe
@vary_on_headers("Accept")
def suggestions(request: HttpRequest) -> HttpResponse:
    """Pages for what is typed so far: for scripts as JSON, for people as a page of its own."""
    text = clean(request.GET.get("q", ""))
    found = suggest(text, today=timezone.localdate())
    if request.accepts("text/html"):
        return render(request, "search/suggestions.html", {"query": text, "entries": found})
    entries = [{"title": each.title, "said": each.said, "url": each.url} for each in found]
    return JsonResponse({"entries": entries})


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


def _called(results: Results, offset: int) -> list[str]:
    """What people call the first results: searches to go on with, without any script. These
    words are Vietnamese."""
    if offset or results.total < 2 or get_language() != "vi":
        return []
    said = (hit.said for hit in results.hits if hit.said and hit.said != results.query)
    return list(dict.fromkeys(said))[:5]


def _ways() -> list[dict]:
    """Where those who found nothing may go on."""
    ways = ({"title": way.title, "links": list(way.links())} for way in ways_on())
    return [
        {**way, "links": [(label, localised_url(url)) for label, url in way["links"]]}
        for way in ways
        if way["links"]
    ]


def _next(request: HttpRequest, results: Results) -> str:
    if results.next_offset is None:
        return ""
    query = request.GET.copy()
    query["from"] = str(results.next_offset)
    return f"{request.path}?{query.urlencode()}"
