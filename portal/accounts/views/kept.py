"""The post that met an ended session or a stale page, shown and given back."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_failure
from django.views.decorators.cache import never_cache

from portal.accounts.devices import device_hash
from portal.accounts.kept_pages import takes
from portal.accounts.selectors import last_person_at
from portal.accounts.services.keep_post import (
    PARAMETER,
    claim_kept,
    close_kept,
    find_kept,
    keep_post,
)

NOT_SHOWN = {"action", "csrfmiddlewaretoken"}


@never_cache
def kept(request: HttpRequest, kept_id: UUID) -> HttpResponse:
    """What was kept, for the same browser and person: put back, send again, or throw away."""
    found = find_kept(request=request, kept_id=kept_id)
    if found is None:
        raise Http404
    path, _mark, query = found.path.partition("?")
    if request.POST.get("action") == "discard":
        close_kept(kept=found)
        return redirect(path)
    if request.POST.get("action") == "restore":
        claim_kept(kept=found, request=request)
        return redirect(f"{path}?{_with(query, kept_id)}")
    fields = [(name, value) for name, value in found.fields if name not in NOT_SHOWN]
    context = {
        "kept": found,
        "fields": fields,
        "shown": [value for _name, value in fields if len(value.split()) > 1],
        "button": dict(found.fields).get("action", ""),
        "takes": _takes(path),
    }
    return render(request, "accounts/kept.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open too long: keep what was typed and offer it again."""
    found = keep_post(request=request)
    if found:
        return redirect("accounts:kept", kept_id=found.pk)
    context = {"words": _("This page was open for too long, or your browser blocks cookies.")}
    if request.path_info.startswith("/api/"):
        return plain_failure(request, reason)
    return render(request, "accounts/stale.html", context, status=403)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, then back here; what was posted waits meanwhile.

    The session that has ended was that of the last person who signed in with this browser: on a
    shared computer nobody else may see what was typed.
    """
    target = request.get_full_path()
    if request.method == "POST":
        found = keep_post(request=request, owner=last_person_at(device_hash(request)))
        target = reverse("accounts:kept", args=[found.pk]) if found else request.path
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def _takes(path: str) -> bool:
    try:
        return takes(resolve(path).view_name)
    except Resolver404:
        return False


def _with(query: str, kept_id: UUID) -> str:
    return "&".join(filter(None, [query, urlencode({PARAMETER: kept_id})]))
