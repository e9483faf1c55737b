"""Officials act only in sessions that have passed a second factor."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

SET_UP_IN_THIS_SESSION = "second_factor_set_up"
REAL_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_set_up(user: object) -> bool:
    """Whether the account has an authenticator app or a passkey; recovery codes alone are not.

    A yes is kept on the instance: one request asks several times.
    """
    if not getattr(user, "_second_factor_set_up", False):
        factors = Authenticator.objects.filter(user=user, type__in=REAL_FACTORS)
        user._second_factor_set_up = factors.exists()
    return user._second_factor_set_up


def passed(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, or set one up after its password."""
    if request.session.get(SET_UP_IN_THIS_SESSION) == request.user.pk:
        return is_set_up(request.user)
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def remember_set_up(request: HttpRequest, user: object) -> None:
    request.session[SET_UP_IN_THIS_SESSION] = user.pk


def setup_url(request: HttpRequest, target: str) -> str:
    """Where an official without a second factor must go first, coming back to `target`."""
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=hosts)
    query = urlencode({"next": target}) if safe else ""
    return f"{reverse('accounts:second_factor')}?{query}".rstrip("?")
