"""What every page of the portal may use in its template."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from portal.pages.display import COOKIE, from_cookie
from portal.pages.places import MAIN_MENU, PLACES, in_language, open_places
from portal.pages.site import site

FOOT_SERVICE = ("procedures", "track", "check", "due_date", "search", "help", "contact", "site_map")
FOOT_TRUST = ("about", "accessibility", "privacy", "terms", "api")


def portal(request: HttpRequest) -> dict:
    language = get_language() or settings.LANGUAGE_CODE
    other = next(code for code, _ in settings.LANGUAGES if code != language)
    return {
        "site": site(),
        "display": from_cookie(request.COOKIES.get(COOKIE, "")),
        "menu": open_places(*MAIN_MENU),
        "menu_current": _current(request.path, language),
        "foot_service": open_places(*FOOT_SERVICE),
        "foot_trust": open_places(*FOOT_TRUST),
        "places": PLACES,
        "other_language": other,
        "other_language_url": in_language(request.get_full_path(), other),
        "main_url": in_language("/", language),
        "this_url": request.build_absolute_uri(),
        "printed_at": timezone.localtime(),
    }


def _current(path: str, language: str) -> str:
    """The path of the menu entry that the page belongs to: the longest that begins it."""
    plain = in_language(path, settings.LANGUAGE_CODE)
    entries = [PLACES[key].path for key in MAIN_MENU if key != "home"]
    return next((entry for entry in entries if plain.startswith(entry)), "/" * (plain == "/"))
