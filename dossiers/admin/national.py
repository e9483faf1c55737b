"""The national portal in the back office: what is behind, and what an official can do about it."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dossiers.models import Dossier, NationalReport
from dossiers.selectors.desk import desk_dossier
from dossiers.selectors.national.desk import PAGE, behind_for, on_their_way, trouble_of
from dossiers.services.fetch_arrival import fetch_again
from dossiers.services.report_national import report_again
from dossiers.services.see_contradictions import recall_links, see_contradictions
from portal.accounts.posts import holds
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.integrations.models import OutboxMessage
from portal.integrations.national.port import NAME
from portal.integrations.selectors import state_of
from portal.kernel.numbers import whole_number

READERS = (Role.DESK, Role.LEADER, Role.AUDITOR, Role.ADMIN)
DOERS = (Role.DESK, Role.OFFICER, Role.LEADER)


@require_safe
@official_view(*READERS)
def behind(request: HttpRequest) -> HttpResponse:
    """Dossiers of which the national portal knows less than the public, longest first."""
    sees_all = holds(request.user, Role.ADMIN)
    rows = behind_for(request.user, timezone.localdate(), all_of_them=sees_all)
    last = rows.filter(pk=whole_number(request.GET.get("sau", ""))).first()
    if last is not None:
        rows = rows.filter(
            Q(wanted_at__gt=last.wanted_at) | Q(wanted_at=last.wanted_at, pk__gt=last.pk)
        )
    found = list(rows[: PAGE + 1])
    waiting = on_their_way([report.dossier_id for report in found])
    context = {
        **request.desk,
        "title": _("Behind at the National Public Service Portal"),
        "health": state_of(NAME),
        "rows": [_row(report, waiting.get(report.dossier_id)) for report in found[:PAGE]],
        "next_url": f"?sau={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "may_act": holds(request.user, *DOERS),
    }
    return render(request, "dossiers/desk/national_behind.html", context)


def _row(report: NationalReport, message: OutboxMessage | None) -> dict:
    return {"report": report, "message": message, "trouble": trouble_of(report, message)}


@require_POST
@official_view(*DOERS)
def act(request: HttpRequest, public_id) -> HttpResponse:
    """Do what the pressed button names; a dossier that the official may not open is 404."""
    dossier = desk_dossier(request.user, public_id, timezone.localdate())
    verb = VERBS.get(request.POST.get("action", ""))
    if dossier is None or verb is None:
        raise Http404
    messages.success(request, verb(dossier, request.actor))
    if request.POST.get("back") == "list":
        return redirect("national:behind")
    return redirect("desk:dossier", public_id=dossier.public_id)


def _send_again(dossier: Dossier, by: Actor) -> str:
    if report_again(dossier=dossier, by=by):
        return _("It is on its way to the national portal.")
    return _("The national portal knows everything already.")


def _fetch_again(dossier: Dossier, by: Actor) -> str:
    if fetch_again(dossier=dossier, by=by):
        return _("The files are being fetched again.")
    return _("Every file is here or on its way.")


def _recall(dossier: Dossier, by: Actor) -> str:
    recall_links(dossier=dossier, by=by)
    return _("The links given out so far open nothing any more.")


def _see(dossier: Dossier, by: Actor) -> str:
    see_contradictions(dossier=dossier, by=by)
    return _("It is noted that you have seen the differences.")


VERBS: dict[str, Callable[[Dossier, Actor], str]] = {
    "send_again": _send_again,
    "fetch_again": _fetch_again,
    "recall_links": _recall,
    "see": _see,
}
