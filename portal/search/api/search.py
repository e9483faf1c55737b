"""`GET search`: everything public, for programs."""

import re
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from portal.search.rules.queries import LONGEST
from portal.search.selectors import CANDIDATES, Hit, find

router = Router(tags=["search"])
_TAGS = re.compile(r"</?mark>")


class SearchIn(Schema):
    q: str = Field(description="Words, with or without accents, or a code or symbol.")
    type: str = Field("", description="One kind of results only, such as `procedure`.")
    offset: int = Field(0, ge=0, le=CANDIDATES)


class HitOut(Schema):
    type: str
    title: str
    url: str
    snippet: str


class SearchOut(Schema):
    """`total` stops at a thousand, which `capped` says."""

    results: list[HitOut]
    total: int
    capped: bool
    next_offset: int | None


@router.get("search", response=SearchOut, summary="Search everything public")
def search(request: HttpRequest, asked: Query[SearchIn]) -> dict[str, Any]:
    results = find(
        asked.q[:LONGEST], today=timezone.localdate(), kind=asked.type, offset=asked.offset
    )
    return {
        "results": [_hit(request, hit) for hit in results.hits],
        "total": results.total,
        "capped": results.capped,
        "next_offset": results.next_offset,
    }


def _hit(request: HttpRequest, hit: Hit) -> dict[str, str]:
    return {
        "type": hit.source,
        "title": hit.title,
        "url": request.build_absolute_uri(hit.url),
        "snippet": _TAGS.sub("", hit.snippet),
    }
