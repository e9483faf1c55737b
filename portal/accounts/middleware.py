"""What later layers rely on: the browser's own name, the client's address, the answer 429."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from portal.accounts import devices
from portal.accounts.addresses import client_address
from portal.accounts.limits import LimitReached, hit, hit_device_and_address

# Pages that let somebody try a code of six digits.
CODE_PAGES = {
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_verify_phone",
    "account_confirm_password_reset_code",
}

# Pages that send a code to a contact which the person signed in has typed.
CONTACT_PAGES = {"account_email", "account_change_phone"}

# Pages that tell strangers about a paper whose code they have or guess.
CHECK_PAGES = {"documents:check"}


class DeviceMiddleware:
    """Gives every browser that posts or signs in a random, signed, long-lived name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.device = devices.of(request)
        request.client_address = client_address(request)
        response = self.get_response(request)
        devices.keep(request, response)
        return response


class LimitMiddleware:
    """Counts posts of the sign-up and code pages and looks at the pages that check a paper, and
    turns LimitReached into the page 429."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        name = request.resolver_match.view_name
        try:
            if name in CHECK_PAGES:
                hit_device_and_address(request, "check")
            elif request.method != "POST":
                return None
            elif name == "account_signup":
                hit_device_and_address(request, "sign_up")
            elif name in CODE_PAGES:
                hit("code_try_by_device", request.device)
            elif name in CONTACT_PAGES and request.user.is_authenticated:
                hit("code_by_person", request.user.pk)
        except LimitReached as reached:
            return too_many(request, reached)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception) if isinstance(exception, LimitReached) else None


def too_many(request: HttpRequest, reached: LimitReached) -> HttpResponse:
    minutes = -(-reached.retry_after // 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(reached.retry_after)
    return response


class AllauthMiddleware:
    """Two habits of allauth that are not ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """It calls the host `site` in its pages; in our templates that is the portal itself."""
        if request.resolver_match and request.resolver_match.func.__module__.startswith("allauth."):
            response.context_data.pop("site", None)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A post that needs a fresh sign-in it would keep in the session, passwords and all."""
        if request.method != "POST" or not isinstance(exception, ReauthenticationRequired):
            return None
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        door = ways[0]["url"] if ways else reverse("account_login")
        return redirect(f"{door}?{urlencode({'next': request.path})}")
