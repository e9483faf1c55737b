"""Files that machines look for at fixed addresses."""

from datetime import timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.pages.places import PLACES, in_language
from portal.pages.registry import Address, addresses
from portal.pages.site import site

NOT_FOR_ROBOTS = ("desk", "my_dossiers", "account", "papers", "inbox", "track", "display", "search")
PUBLIC_PAGES = (
    *("home", "about", "procedures", "legal", "news", "directory", "statistics"),
    *("questions", "consultations", "help", "contact", "site_map"),
    *("accessibility", "privacy", "terms"),
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [
        f"Disallow: {in_language(PLACES[key].path, code)}"
        for key in NOT_FOR_ROBOTS
        for code, _ in settings.LANGUAGES
    ]
    lines = ["User-agent: *", *closed, f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); the date of expiry moves along with the day."""
    until = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{site().email}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    facts = site()
    return JsonResponse(
        {
            "name": f"{facts.portal} {facts.place}",
            "short_name": facts.place,
            "lang": settings.LANGUAGE_CODE,
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fffdf8",
            "theme_color": "#7c0f0f",
            "icons": [{"src": static("img/seal.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("img/seal.svg"))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The site map for machines, each address with its twin in the other language."""
    pages = [Address(PLACES[key].path) for key in PUBLIC_PAGES if PLACES[key].is_open]
    entries = "".join(_entry(request, address) for address in [*pages, *addresses()])
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n',
        content_type="application/xml",
    )


def _entry(request: HttpRequest, address: Address) -> str:
    links = {code: _full(request, address.path, code) for code, _ in settings.LANGUAGES}
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{link}"/>'
        for code, link in links.items()
    )
    changed = f"<lastmod>{address.changed.isoformat()}</lastmod>" if address.changed else ""
    return f"<url><loc>{links[settings.LANGUAGE_CODE]}</loc>{changed}{twins}</url>\n"


def _full(request: HttpRequest, path: str, language: str) -> str:
    return escape(request.build_absolute_uri(in_language(path, language)), {'"': "&quot;"})
