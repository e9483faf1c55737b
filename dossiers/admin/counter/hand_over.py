"""Handing over with signatures: what leaves, what arrives, the day’s list, the control slip."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.counter.sheets import made, printable
from dossiers.errors import DossierError, Invalid
from dossiers.models import HandOver
from dossiers.permissions import places_of
from dossiers.selectors.counter.hand_over import MOST, given_on, to_give, to_take
from dossiers.selectors.counter.sheets import control_slip, hand_over_list
from dossiers.selectors.desk import desk_dossier
from dossiers.services.counter.hand_over import HANDS, give, take
from dossiers.views.doors import is_row
from portal.accounts.limits import hit
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.documents.papers import render_paper
from portal.kernel.text import fold

ROLES = (Role.DESK, Role.OFFICER, Role.LEADER)
SIGN = {"give": give, "take": take}


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*ROLES)
def hand_over(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/tiep-nhan/ban-giao/`: by unit, everything ticked, one press signs."""
    if request.method == "POST":
        return _sign(request)
    units = places_of(request.user, HANDS, timezone.localdate())
    context = {
        **request.desk,
        "give": _by(to_give(units)[:MOST], "taker"),
        "take": _by(to_take(units)[:MOST], "giver"),
        "given": list(given_on(units, timezone.localdate())[:MOST]),
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    return render(request, "dossiers/counter/hand_over.html", context)


def _by(rows: Any, side: str) -> list[tuple[Any, list[HandOver]]]:
    """The rows under the unit on the other side."""
    ordered = sorted(rows, key=lambda row: (getattr(row, side).name_key, row.due_at, row.pk))
    return [(unit, list(group)) for unit, group in groupby(ordered, lambda row: getattr(row, side))]


def _sign(request: HttpRequest) -> HttpResponse:
    sign = SIGN.get(request.POST.get("action", ""))
    if sign is None:
        raise Http404
    ids = [int(pk) for pk in request.POST.getlist("row") if is_row(pk)]
    try:
        rows = sign(ids=ids, by=request.user, actor=request.actor)
    except Invalid as invalid:
        messages.error(request, str(invalid))
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        words = ngettext("%(n)s dossier signed.", "%(n)s dossiers signed.", len(rows))
        messages.success(request, words % {"n": len(rows)})
    return redirect("counter:hand_over")


@printable
@require_safe
@official_view(*ROLES)
def day_list(request: HttpRequest) -> HttpResponse:
    """What left the units of the official today, by the unit that took it, to be signed by hand."""
    hit("print_by_person", request.user.pk)
    today = timezone.localdate()
    units = places_of(request.user, HANDS, today)
    rows = list(given_on(units, today)[:MOST])
    if not rows:
        raise Http404
    paper = hand_over_list(rows, rows[0].giver, today)
    return made(render_paper(paper), f"ban-giao-{today:%Y%m%d}.pdf")


@printable
@require_safe
@official_view(*ROLES)
def slip(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The control slip of one dossier as it stands now."""
    dossier = desk_dossier(request.user, public_id, timezone.localdate())
    if dossier is None or dossier.accepted_at is None:
        raise Http404
    hit("print_by_person", request.user.pk)
    paper = control_slip(dossier, timezone.now())
    return made(render_paper(paper), f"{fold(paper.code).replace(' ', '-')}.pdf")
