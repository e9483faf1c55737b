from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.assurance import Assurance, assurance_of, factors_of_the_proven


def identity(request: HttpRequest) -> HttpResponse:
    """What is proven about the person, and how to prove it."""
    proven = getattr(request.user, "proven_identity", None)
    return render(request, "accounts/identity.html", {"proven": proven, **provider()})


def step_up(request: HttpRequest) -> HttpResponse:
    """Raise the session to the level that a page asks for, then go on."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = ""
    if target and assurance_of(request) == Assurance.IDENTITY:
        return redirect(target)
    proven = getattr(request.user, "proven_identity", None)
    context = {
        "next": target,
        "proven": proven,
        "has_factor": proven is not None and factors_of_the_proven(request.user).exists(),
        **provider(),
    }
    return render(request, "accounts/step_up.html", context)


def provider() -> dict[str, str]:
    """The identity provider of this installation, for templates; empty without one."""
    if not settings.IDENTITY_PROVIDER_URL:
        return {"provider_id": "", "provider_name": ""}
    return {
        "provider_id": settings.IDENTITY_PROVIDER_ID,
        "provider_name": settings.IDENTITY_PROVIDER_NAME,
    }
