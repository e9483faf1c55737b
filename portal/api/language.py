"""The API answers in the language that the caller asks for; Vietnamese when it asks for none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


def wanted(request: HttpRequest) -> str:
    """`?lang=en`, else the header Accept-Language, else Vietnamese."""
    known = dict(settings.LANGUAGES)
    asked = request.GET.get("lang", "")
    if asked in known:
        return asked
    return translation.get_language_from_request(request) or settings.LANGUAGE_CODE


def in_wanted_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run the operation, its validation and its errors in the language asked for."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = wanted(request)
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return inner
