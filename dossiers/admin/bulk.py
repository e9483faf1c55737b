"""Many dossiers at once: tick, say what, see how each went."""

import re
from collections import Counter
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.bulk_acts import BY_KEY, ManyAct
from dossiers.admin.listing import asked_for, filter_form, rows_of
from dossiers.errors import Invalid
from dossiers.models import BulkJob
from dossiers.models.desk import ItemState
from dossiers.rules.desk import MOST_AT_ONCE
from dossiers.selectors.proposals import digest_of, to_decide
from dossiers.services.bulk import Chosen, start_bulk
from portal.admin_site.views import official_view
from portal.agencies.roles import Role

WORKERS = (Role.DESK, Role.OFFICER, Role.LEADER)
LAST = 20
PROPOSALS = 50
TICK = re.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9]{1,9}):?([0-9a-f]{64})?")
"""Dossier, the version that was seen, the digest of the proposal that was read."""
TONES = {
    ItemState.DONE: "ok",
    ItemState.CHANGED: "warn",
    ItemState.NOT_ALLOWED: "bad",
    ItemState.REFUSED: "bad",
    ItemState.WAITING: "plain",
}


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def begin(request: HttpRequest) -> HttpResponse:
    """The last bulk actions of the official; posted to, the page that asks what an act needs, and
    then the act.
    """
    if request.method != "POST":
        jobs = BulkJob.objects.filter(by=request.user).order_by("-pk")[:LAST]
        context = {"jobs": [{"job": job, "act": BY_KEY[job.act]} for job in jobs]}
        return render(request, "dossiers/desk/bulk_jobs.html", request.desk | context)
    act = BY_KEY.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    chosen = _chosen(request)
    if request.POST.get("action") != "start" or not chosen:
        return _ask(request, act, chosen)
    form = act.form(request.POST, user=request.user)
    if not form.is_valid():
        return _ask(request, act, chosen, form, status=422)
    return _start(request, act, chosen, form)


def _start(request: HttpRequest, act: ManyAct, chosen: list[Chosen], form) -> HttpResponse:
    try:
        job = start_bulk(
            by=request.user,
            actor=request.actor,
            act=act.key,
            chosen=chosen,
            arguments=form.arguments(),
            key=_key(request),
        )
    except Invalid as invalid:
        for words in invalid.errors.values():
            form.add_error(None, words)
        return _ask(request, act, chosen, form, status=422)
    return redirect("desk:bulk_result", public_id=job.public_id)


def _ask(
    request: HttpRequest, act: ManyAct, chosen: list[Chosen], form=None, status: int = 200
) -> HttpResponse:
    context = {
        "act": act,
        "chosen": [_as_text(each) for each in chosen],
        "form": form or act.form(user=request.user),
        "key": _key(request),
        "most": MOST_AT_ONCE,
    }
    return render(request, "dossiers/desk/bulk.html", request.desk | context, status=status)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _chosen(request: HttpRequest) -> list[Chosen]:
    """What was ticked, or, when all that was found is wanted, the first 500 of the list as they
    stand now.
    """
    if request.POST.get("all"):
        on = timezone.localdate()
        query = QueryDict(request.POST.get("query", "").lstrip("?"))
        asked = asked_for(request.user, query, on, filter_form(request.user, query, on))
        rows = rows_of(request.user, asked, on).values_list("public_id", "version")
        return [Chosen(*row) for row in rows[:MOST_AT_ONCE]]
    found = (_parsed(text) for text in request.POST.getlist("chon"))
    return [each for each in found if each is not None]


def _parsed(text: str) -> Chosen | None:
    """What a tick names; None for what no page of ours has written."""
    found = TICK.fullmatch(text)
    return Chosen(UUID(found[1]), int(found[2]), found[3] or "") if found else None


def _as_text(chosen: Chosen) -> str:
    return f"{chosen.public_id}:{chosen.version}:{chosen.digest}"


@require_safe
@official_view(*WORKERS)
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How each dossier of a bulk action went; somebody else’s is 404."""
    job = BulkJob.objects.filter(by=request.user, public_id=public_id).first()
    if job is None:
        raise Http404
    items = list(job.items.select_related("dossier__revision").order_by("pk"))
    number = Counter(item.state for item in items)
    context: dict[str, Any] = {
        "job": job,
        "act": BY_KEY[job.act],
        "items": [{"item": item, "tone": TONES[item.state]} for item in items],
        "sums": [
            {"label": state.label, "number": number[state], "tone": TONES[state]}
            for state in ItemState
            if number[state]
        ],
    }
    return render(request, "dossiers/desk/bulk_result.html", request.desk | context)


@require_safe
@official_view(Role.LEADER)
def batch(request: HttpRequest) -> HttpResponse:
    """The proposals that wait for this leader, each to be read and ticked; one act decides all."""
    rows = list(to_decide(request.user, timezone.localdate())[: PROPOSALS + 1])
    context = {
        "rows": [
            {
                "dossier": row,
                "proposal": row.waiting[0],
                "opinions": row.said[:3],
                "value": f"{row.public_id}:{row.version}:{digest_of(row.waiting[0])}",
            }
            for row in rows[:PROPOSALS]
        ],
        "more": len(rows) > PROPOSALS,
        "key": uuid4(),
    }
    return render(request, "dossiers/desk/batch.html", request.desk | context)
