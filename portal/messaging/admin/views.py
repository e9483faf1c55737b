"""Pages of those who watch over notices, and of the desk that posts the last letter."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.posts import holds
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.agencies.selectors import agencies_in_scope
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.integrations.zalo.client import is_configured
from portal.kernel.numbers import whole_number
from portal.messaging.forms import DeliveryFilter, HandedOverForm, KeysForm, PostedForm
from portal.messaging.models import Ladder, ZaloKeys
from portal.messaging.selectors import desk
from portal.messaging.services import (
    LetterMoved,
    enter_zalo_keys,
    handed_over,
    posted,
    returned,
    send_again,
)
from portal.messaging.services.send_again import MENDABLE

WATCH = (Role.ADMIN, Role.AUDITOR)
POSTING = (Role.DESK, Role.ADMIN)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WATCH)
def deliveries(request: HttpRequest) -> HttpResponse:
    """What went out and what did not; an administrator has one sent again."""
    if request.method == "POST":
        _send_again(request)
        return redirect(request.get_full_path())
    form = DeliveryFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    before = whole_number(request.GET.get("before", ""))
    rows, following = desk.deliveries(wanted, before or None)
    query = {name: value for name, value in wanted.items() if value}
    here = reverse("notices_desk:list")
    context = {
        "form": form if form.is_bound else DeliveryFilter(),
        "rows": rows,
        "older_url": f"{here}?{urlencode(query | {'before': following})}" if following else "",
        "newest_url": f"{here}?{urlencode(query)}" if before else "",
        "mendable": MENDABLE if holds(request.user, Role.ADMIN) else (),
        "here": here,
    }
    return _page(request, "deliveries", context)


def _send_again(request: HttpRequest) -> None:
    if not holds(request.user, Role.ADMIN):
        raise PermissionDenied
    number = whole_number(request.POST.get("delivery", ""))
    if number and send_again(delivery_id=number, by=request.actor):
        messages.success(request, _("The message is on its way again."))
    else:
        messages.warning(request, _("Nothing was sent: it is under way or has arrived."))


@require_safe
@official_view(*WATCH)
def texts(request: HttpRequest) -> HttpResponse:
    """Every text, by channel and language, with the length of its short form."""
    context = {"previews": desk.previews(), "most": settings.SMS_SEGMENTS}
    return _page(request, "texts", context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.ADMIN)
def keys(request: HttpRequest) -> HttpResponse:
    """How it stands with the key to Zalo, and a new pair when it is lost."""
    form = KeysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enter_zalo_keys(pair=form.pair(), by=request.actor)
        messages.success(request, _("The new keys are in use."))
        return redirect("notices_desk:keys")
    found = ZaloKeys.objects.filter(pk=1).first() or ZaloKeys()
    context = {"form": form, "keys": found, "is_configured": is_configured()}
    return _page(request, "keys", context, status=422 if form.errors else 200)


@require_safe
@official_view(*POSTING)
def letters(request: HttpRequest) -> HttpResponse:
    """Notices that reached nobody by the shorter ways."""
    return _page(request, "letters", {"ladders": desk.letters(_scope(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*POSTING)
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """One letter: its words to print, and what became of it."""
    scope = _scope(request)
    found = Ladder.objects.select_related("notice__recipient", "agency").filter(pk=number)
    found = found.filter(state__in=desk.LETTERS)
    ladder = (found if scope is None else found.filter(agency_id__in=scope)).first()
    if ladder is None:
        raise Http404
    action = request.POST.get("action", "")
    forms: dict[str, Any] = {
        "posted": PostedForm(request.POST if action == "posted" else None),
        "handed_over": HandedOverForm(request.POST if action == "handed_over" else None),
    }
    if request.method == "POST" and _note(request, ladder, action, forms):
        return redirect("notices_desk:letters")
    looked(request.actor, ladder.notice, ladder.notice.recipient_id, Purpose.PROCESSING)
    wrong = any(form.errors for form in forms.values())
    return _page(request, "letter", {"ladder": ladder, **forms}, status=422 if wrong else 200)


def _note(request: HttpRequest, ladder: Ladder, action: str, forms: dict[str, Any]) -> bool:
    """Do what a button says. False when its form has to be filled in first."""
    if action in forms and not forms[action].is_valid():
        return False
    told = {"notice_id": ladder.pk, "by": request.actor}
    try:
        if action == "posted":
            posted(waybill=forms[action].cleaned_data["waybill"], **told)
        elif action == "handed_over":
            handed_over(at=forms[action].cleaned_data["on"], **told)
        elif action == "returned":
            returned(**told)
        else:
            return False
    except LetterMoved as moved:
        state = moved.ladder.get_state_display()
        words = _("This was noted before: %(state)s.") % {"state": state}
        messages.warning(request, words)
    else:
        messages.success(request, _("It is noted."))
    return True


def _scope(request: HttpRequest) -> set[int] | None:
    """Whose letters the official sees; None: everybody's."""
    if holds(request.user, Role.ADMIN):
        return None
    return agencies_in_scope(request.grants)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, f"admin/messaging/{name}.html", request.desk | context, status=status)
