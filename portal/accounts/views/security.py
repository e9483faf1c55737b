from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts import second_factor as factor
from portal.accounts.assurance import Assurance, assurance_of

GO_ON_TO = "second_factor_next"


def security(request: HttpRequest) -> HttpResponse:
    """Password, contacts, second factor, passkeys, browsers that signed in."""
    kinds = Authenticator.Type
    own = list(Authenticator.objects.filter(user=request.user))
    recovery = next((each for each in own if each.type == kinds.RECOVERY_CODES), None)
    context = {
        "app": next((each for each in own if each.type == kinds.TOTP), None),
        "passkeys": [each.wrap() for each in own if each.type == kinds.WEBAUTHN],
        "recovery_left": len(recovery.wrap().get_unused_codes()) if recovery else 0,
        "has_recovery": recovery is not None,
        "devices": request.user.known_devices.order_by("-last_seen")[:10],
        "strong": assurance_of(request) == Assurance.IDENTITY,
        "go_on": request.session.get(GO_ON_TO, ""),
    }
    return render(request, "accounts/security.html", context)


def second_factor(request: HttpRequest) -> HttpResponse:
    """Where an official without a second factor sets one up before anything else."""
    target = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        request.session[GO_ON_TO] = target
    if factor.passed(request):
        return redirect(request.session.pop(GO_ON_TO, "accounts:security"))
    return render(
        request, "accounts/second_factor.html", {"set_up": factor.is_set_up(request.user)}
    )
