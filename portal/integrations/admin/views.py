"""How it stands with other authorities' systems, and the switch for each."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.posts import holds
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.integrations.admin.wording import facts_of, tone_of
from portal.integrations.connectors import Connector, UnknownConnector, find
from portal.integrations.forms import ExchangeFilter, SwitchForm
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import label_of
from portal.integrations.selectors import desk, settings_of
from portal.integrations.services import resend, resend_all, switch, try_now
from portal.integrations.troubles import in_words


@require_safe
@official_view(Role.ADMIN, Role.AUDITOR)
def overview_page(request: HttpRequest) -> HttpResponse:
    """Every connector with its health, its queue and its figures."""
    connected, others = [], []
    for row in desk.overview():
        (connected if _matters(row) else others).append(
            {
                "row": row,
                "tone": tone_of(row.health),
                "last_error": in_words(row.health.state.last_error),
            }
        )
    return _page(request, "list", {"rows": connected, "others": others, "most": desk.MOST})


def _matters(row: desk.Row) -> bool:
    """Connected, or something waits for it all the same."""
    return row.health.is_configured or bool(row.queue.waiting or row.queue.given_up)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.ADMIN, Role.AUDITOR)
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One connector: what happened last, what waits, what was given up, the switch."""
    try:
        connector = find(name)
    except UnknownConnector:
        raise Http404 from None
    form = SwitchForm(request.POST if request.POST.get("action") in ("on", "off") else None)
    if request.method == "POST":
        if not holds(request.user, Role.ADMIN):
            raise PermissionDenied
        if _acted(request, connector, form):
            return redirect("connectors_desk:one", name)
    return _page(request, "one", _of(request, name, form), status=422 if form.errors else 200)


def _acted(request: HttpRequest, connector: Connector, form: SwitchForm) -> bool:
    """Do what a button says. False when the form has to be filled in first."""
    action = request.POST.get("action", "")
    if action in ("on", "off"):
        if not form.is_valid():
            return False
        _switched(request, connector, action == "on", form.cleaned_data["reason"])
    elif action == "try":
        try_now(name=connector.name, by=request.actor)
        messages.success(request, _("What waits is tried within seconds."))
    elif action == "resend_all":
        _sent_again(request, resend_all(name=connector.name, by=request.actor))
    elif message := _given_up(connector, action):
        _sent_again(request, int(resend(message_id=message, by=request.actor)))
    return True


def _given_up(connector: Connector, action: str) -> int | None:
    """The message of this connector that a button `resend-12` names."""
    number = action.removeprefix("resend-")
    if number == action or not (number.isascii() and number.isdigit()):
        return None
    found = OutboxMessage.objects.filter(connector=connector.name, pk=int(number[:18]))
    return found.values_list("pk", flat=True).first()


def _switched(request: HttpRequest, connector: Connector, on: bool, reason: str) -> None:
    if not switch(name=connector.name, on=on, reason=reason, by=request.actor):
        messages.info(request, _("A colleague had done the same before you."))
    elif on:
        messages.success(request, _("Turned on. What waited goes out now."))
    else:
        messages.success(request, _("Turned off. What has to go out waits."))


def _sent_again(request: HttpRequest, count: int) -> None:
    words = ngettext(
        "%(count)s message is on its way again.",
        "%(count)s messages are on their way again.",
        count,
    )
    messages.success(request, words % {"count": count})


def _of(request: HttpRequest, name: str, form: SwitchForm) -> dict[str, Any]:
    row = desk.row_of(name)
    narrow = ExchangeFilter(request.GET)
    wanted = _wanted(narrow)
    before = request.GET.get("before", "")
    key = int(before[:18]) if before.isascii() and before.isdigit() else None
    shown, older = desk.exchanges(name, wanted, key)
    query = {field: request.GET[field] for field in narrow.fields if request.GET.get(field)}
    return {
        "row": row,
        "tone": tone_of(row.health),
        "facts": facts_of(row, settings_of(name).get("url", "")),
        "is_capped": row.queue.given_up > desk.MOST,
        "form": form,
        "narrow": narrow,
        "may_act": holds(request.user, Role.ADMIN),
        "given_up": [_told(each) for each in desk.given_up(name)],
        "waiting": [_told(each) for each in desk.waiting(name)],
        "switchings": desk.switchings(name),
        "exchanges": [(each, in_words(each.error)) for each in shown],
        "next_url": f"?{urlencode({**query, 'before': older})}" if older else "",
        "previous_url": f"?{urlencode(query)}" if key else "",
    }


def _told(message: OutboxMessage) -> tuple[OutboxMessage, str, str]:
    """The message, what it is, and why it has not left."""
    return message, label_of(message.handler), in_words(message.last_error)


def _wanted(narrow: ExchangeFilter) -> desk.Wanted:
    if not narrow.is_valid():
        return desk.Wanted()
    told = narrow.cleaned_data
    return desk.Wanted(told["result"] == "failed", told["direction"], told["about"])


def _page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    content = {**request.desk, **context}
    return render(request, f"admin/connectors/{name}.html", content, status=status)
