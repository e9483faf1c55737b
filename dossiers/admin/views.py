"""The officials' desk: the work list and the page of one dossier."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.actions import OFFERS, in_two, tools
from dossiers.admin.archive.lists import tombstone
from dossiers.admin.bulk_acts import acts_for
from dossiers.admin.listing import listing, neighbours
from dossiers.admin.parts import ASIDE, MAIN, folded_parts, parts_of
from dossiers.admin.parts.history import history
from dossiers.errors import Conflict, DossierError, Invalid
from dossiers.selectors.archive.lists import stone_of
from dossiers.selectors.desk import available, desk_dossier
from dossiers.selectors.next_best import left_today
from dossiers.services.look import look, visitors
from dossiers.workflow import TABLE, Action
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.audit.purposes import Purpose
from portal.audit.services import looked

WORKERS = (Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR)
KEYS = [
    ("[, ]", _lazy("previous and next dossier of the list")),
    ("n", _lazy("the next best dossier")),
    ("c, f, o, p, d", _lazy("what can be done: its letter stands beside it")),
    ("?", _lazy("this list of keys")),
]


@require_safe
@official_view(*WORKERS)
def work_list(request: HttpRequest) -> HttpResponse:
    """The lists of this official by deadline; the one asked for, or the first that he has."""
    context = listing(request.user, request.GET, timezone.localdate())
    context["acts"] = acts_for(context["asked"].queue.key) if _works(request) else []
    context["left"] = {} if context["asked"].chosen else _left(request.user)
    return render(request, "dossiers/desk/list.html", {**request.desk, **context})


def _works(request) -> bool:
    """An auditor only reads."""
    return any(grant.role != Role.AUDITOR for grant in request.grants)


def _left(user) -> dict:
    number, more = left_today(user, timezone.now())
    return {"number": number, "more": more}


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def desk(request: HttpRequest, public_id) -> HttpResponse:
    """One dossier: answers, papers and law side by side, what can be done, the decision at the end.

    A dossier that the official may not open is 404. Each look is written down for its owner.
    """
    dossier = desk_dossier(request.user, public_id, timezone.localdate())
    if dossier is None:
        raise Http404
    if dossier.archived_at and (stone := stone_of(dossier)):
        return tombstone(request, dossier, stone)
    if request.method == "POST":
        return act(request, dossier)
    looked(request.actor, dossier, dossier.owner_id, Purpose.PROCESSING)
    dossier.seen_before = look(dossier=dossier, by=request.user, at=timezone.now())
    return show(request, dossier)


def show(request, dossier, bound=None, status: int = 200) -> HttpResponse:
    actions = available(request.user, dossier, timezone.localdate())
    usual, seldom = in_two(tools(actions, dossier, request.user, bound, request.GET))
    context = {
        **request.desk,
        "dossier": dossier,
        "parts": parts_of(MAIN, dossier, request.user, request.actor),
        "aside": parts_of(ASIDE, dossier, request.user, request.actor),
        "rest": folded_parts(dossier, request.user, request.actor),
        "tools": usual,
        "more_tools": seldom,
        "more_open": any(tool.open for tool in seldom),
        "visitors": who_else(request.user, dossier),
        "around": _around(request, dossier),
        "keys": KEYS,
    }
    return render(request, "dossiers/desk/dossier.html", context, status=status)


def act(request, dossier) -> HttpResponse:
    """Do what the pressed button names. What was typed comes back with any refusal."""
    action = request.POST.get("action", "")
    offer = OFFERS.get(action)
    if offer is None or offer.verb is None:
        raise Http404
    action = Action(action)
    form = offer.form(request.POST, dossier=dossier, user=request.user)
    if not form.is_valid():
        return show(request, dossier, {action: form}, status=422)
    try:
        offer.verb(
            dossier=dossier,
            by=request.user,
            expected_version=form.cleaned_data["version"],
            **form.arguments(),
        )
    except Conflict as conflict:
        return collided(request, dossier, form, conflict)
    except Invalid as invalid:
        for field, error in invalid.errors.items():
            form.add_error(field if field in form.fields else None, error)
        return show(request, dossier, {action: form}, status=422)
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"{dossier.reference}: {TABLE[action].past}")
    return redirect(_back(request, dossier))


def _back(request, dossier) -> str:
    """The page again, in the list it was opened from; the next list when it has left his reach."""
    listed = request.GET.get("ds", "")
    if desk_dossier(request.user, dossier.public_id, timezone.localdate()) is None:
        return reverse("desk:just_done")
    return dossier.desk_url + (f"?{urlencode({'ds': listed})}" if listed else "")


def _around(request, dossier) -> dict[str, str]:
    """Where the list goes on before and after this dossier, when it was opened from one."""
    listed = request.GET.get("ds")
    if listed is None:
        return {"list": ""}
    return neighbours(request.user, QueryDict(listed), dossier, timezone.localdate())


def who_else(user, dossier) -> list[dict]:
    now = timezone.now()
    found = visitors(dossier, user, now)
    return [{"name": each.name, "minutes": each.minutes(now)} for each in found]


@require_safe
@official_view(*WORKERS)
def presence(request: HttpRequest, public_id) -> HttpResponse:
    """Who else has the dossier open: asked every minute by a page that stays open."""
    dossier = desk_dossier(request.user, public_id, timezone.localdate())
    if dossier is None:
        raise Http404
    context = {"dossier": dossier, "visitors": who_else(request.user, dossier)}
    return render(request, "dossiers/desk/presence.html", context)


def collided(request, dossier, form, conflict: Conflict) -> HttpResponse:
    """409: what the colleague did, and the words this official typed, ready to be copied."""
    fresh = desk_dossier(request.user, dossier.public_id, timezone.localdate())
    context = {
        **request.desk,
        "dossier": dossier,
        "title": _("Somebody was a moment faster"),
        "message": conflict.message,
        "last": _last_change(fresh or dossier),
        "typed": [
            (field.label, field.value())
            for field in form.visible_fields()
            if isinstance(field.value(), str) and field.value()
        ],
    }
    return render(request, "dossiers/desk/conflict.html", context, status=409)


def _last_change(dossier) -> dict:
    """Who did what last, in one line, and when."""
    last = history(dossier)[-1]
    return {"words": f"{last['by']}: {last['title']}", "at": last["at"]}
