"""A browser's own cookie: limits are counted by it, and kept forms belong to it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.accounts import devices


class DeviceMiddleware:
    """Gives every browser that posts or signs in a random, signed, long-lived name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.device = devices.of(request)
        response = self.get_response(request)
        devices.keep(request, response)
        return response


class KeptPostMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
