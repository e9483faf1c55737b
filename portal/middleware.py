"""Around every request: words composed, the rights table applied, private pages kept private."""

import logging
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any
from unicodedata import is_normalized

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from portal.accounts import second_factor
from portal.accounts.posts import holds
from portal.accounts.views.kept import sign_in_first
from portal.api.language import wanted
from portal.api.problems import Problem, answer
from portal.kernel.text import nfc
from portal.rights import OFFICIAL, PUBLIC, SIGNED_IN, Who, who_may

log = logging.getLogger(__name__)

# An official without a second factor may only set one up, or leave.
BEFORE_SECOND_FACTOR = ("account_", "mfa_", "accounts:second_factor", "admin:log")

# One who has set it up and is here without it shows it, or leaves: nothing that would make another.
WITHOUT_SECOND_FACTOR = (
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "accounts:second_factor",
    "admin:log",
)


class TextMiddleware:
    """Words that arrive are kept in Unicode NFC with plain line ends (TCVN 6909:2001).

    Keyboards and copied files send Vietnamese letters in pieces; kept so, they would neither be
    found nor compare. Stands before everything that reads what was posted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not all(map(is_composed, _texts(request.POST))):
            request.POST = composed(request.POST)
        return self.get_response(request)


def is_composed(text: str) -> bool:
    return is_normalized("NFC", text) and "\r" not in text


def composed(posted: QueryDict) -> QueryDict:
    """The same fields with every name and value composed."""
    whole = posted.copy()
    whole.clear()
    for name, values in posted.lists():
        whole.setlist(_compose(name), [_compose(value) for value in values])
    whole._mutable = False
    return whole


def _texts(posted: QueryDict) -> Iterator[str]:
    for name, values in posted.lists():
        yield name
        yield from values


def _compose(text: str) -> str:
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n")


class RightsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_private", False) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name
        if is_unreadable(request):
            return unreadable(request, name)
        who = who_may(name)
        if who is None:
            log.error("address without a row in the rights table: %s", name)
            raise Http404
        if who.kind == OFFICIAL and holds_zero(request.POST):
            raise BadRequest("zero in what an official posted")
        request.is_private = who != PUBLIC or request.user.is_authenticated
        if must_set_up_second_factor(request, name):
            return redirect(second_factor.setup_url(request, request.get_full_path()))
        return refusal(request, who)


def is_unreadable(request: HttpRequest) -> bool:
    """Whether the address holds the character zero: no word has it, and PostgreSQL takes no text
    with it."""
    return "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


def holds_zero(posted: QueryDict) -> bool:
    """Whether a value holds the character zero. No official types it, and not every small field of
    the desk is a form that would say so; what citizens type is judged field by field.
    """
    return any("\x00" in text for text in _texts(posted))


def unreadable(request: HttpRequest, name: str) -> HttpResponse:
    """The answer 400, to programs as to people. Raises BadRequest for the page."""
    if not name.startswith("api-"):
        raise BadRequest("zero in the address")
    with translation.override(wanted(request)):
        words = _("Some characters arrived broken. Type them again.")
        return answer(Problem(HTTPStatus.BAD_REQUEST, words))


def must_set_up_second_factor(request: HttpRequest, name: str) -> bool:
    user = request.user
    if not user.is_authenticated or not user.is_official or name.startswith(WITHOUT_SECOND_FACTOR):
        return False
    if second_factor.passed(request):
        return False
    return second_factor.is_set_up(user) or not name.startswith(BEFORE_SECOND_FACTOR)


def refusal(request: HttpRequest, who: Who) -> HttpResponseBase | None:
    """The answer to those who may not, None for the others. Raises Http404, PermissionDenied."""
    user = request.user
    if who == PUBLIC:
        return None
    if not user.is_authenticated:
        return sign_in_first(request)
    if who == SIGNED_IN:
        return None
    if not (user.is_official and user.is_staff):
        raise Http404
    if who.roles and not holds(user, *who.roles):
        raise PermissionDenied
    return None
