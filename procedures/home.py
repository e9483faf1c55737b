"""What the catalogue puts on the home page, the site map and in sitemap.xml."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.kernel.text import sort_key
from portal.pages.registry import Address
from procedures.models import LifeEvent
from procedures.selectors import public_procedures
from procedures.selectors.narrowing import open_events, open_sectors

MOST_USED = 8


def life_events(request: HttpRequest) -> dict[str, Any] | None:
    """Moments in a life that bring people here; nothing while none is written."""
    events = list(LifeEvent.objects.all())
    return {"events": events} if events else None


def most_used(request: HttpRequest) -> dict[str, Any] | None:
    """The services chosen for the home page, in their order."""
    featured = public_procedures().filter(featured__isnull=False)
    found = featured.select_related("sector", "current").order_by("featured", "id")[:MOST_USED]
    procedures = list(found)
    return {"procedures": procedures} if procedures else None


def site_map() -> Iterable[tuple[str, str]]:
    yield _("All procedures"), _list()
    yield from by_sector()


def by_sector() -> Iterable[tuple[str, str]]:
    """Fields in which there is a procedure, with their part of the catalogue."""
    for sector in sorted(open_sectors(), key=lambda each: sort_key(each.title)):
        yield sector.title, f"{_list()}?sector={sector.code}"


def by_event() -> Iterable[tuple[str, str]]:
    """Moments of a life, with their part of the catalogue."""
    for event in open_events():
        yield event.title, f"{_list()}?event={event.slug}"


def _list() -> str:
    with override("vi"):
        return reverse("procedures:list")


def addresses() -> Iterable[Address]:
    found = public_procedures().values_list("code", "current__published_at")
    with override("vi"):
        yield Address(reverse("procedures:list"))
        for code, published_at in found.iterator():
            yield Address(reverse("procedures:detail", args=[code]), published_at)
