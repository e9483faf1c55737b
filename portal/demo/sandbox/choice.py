"""Every sign-in asks anew which test person it is for."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

CHOSEN = "chosen"


class ChoiceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.endswith("/o/authorize") and not request.session.pop(CHOSEN, False):
            logout(request)
        return self.get_response(request)
