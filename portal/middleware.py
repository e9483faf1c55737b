"""The rights table applied to every request, before any view runs."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from portal.accounts import second_factor
from portal.accounts.posts import holds
from portal.accounts.views.kept import sign_in_first
from portal.rights import PUBLIC, SIGNED_IN, Who, who_may

log = logging.getLogger(__name__)

# An official without a second factor may only set one up, or leave.
BEFORE_SECOND_FACTOR = ("account_", "mfa_", "accounts:second_factor", "admin:log")


class RightsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name
        who = who_may(name)
        if who is None:
            log.error("address without a row in the rights table: %s", name)
            raise Http404
        if must_set_up_second_factor(request, name):
            return redirect(second_factor.setup_url(request, request.get_full_path()))
        return refusal(request, who)


def must_set_up_second_factor(request: HttpRequest, name: str) -> bool:
    user = request.user
    if not user.is_authenticated or not user.is_official or name.startswith(BEFORE_SECOND_FACTOR):
        return False
    return not second_factor.passed(request)


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
