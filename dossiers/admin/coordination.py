"""Agencies that work together on a dossier: who is asked, what they answer."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.parts import answers, papers, parts_of
from dossiers.desks import WORKERS
from dossiers.errors import Conflict, DossierError, Invalid
from dossiers.forms.desk.coordination import AnswerForm, CallOffForm, CoordinateForm, PassOnForm
from dossiers.models import Task
from dossiers.models.task import TaskState
from dossiers.permissions import WORKERS as ANSWERERS
from dossiers.permissions import actor_at, actor_for
from dossiers.selectors.desk import desk_dossier
from dossiers.selectors.tasks import (
    PAGE,
    answered_by,
    asked_by,
    asked_of,
    task_due,
    task_for,
    unfinished,
)
from dossiers.services.answer_task import answer_task, draft_answer, pass_on
from dossiers.services.coordinate import call_off, coordinate
from dossiers.workflow import TABLE, Action
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.agencies.wording import limit_words, line_words
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.kernel.clock import Unit

LISTS = {
    "den": (_("Asked of us"), asked_of, "due_at", True),
    "di": (_("Asked by us"), asked_by, "due_at", True),
    "da-tra-loi": (_("Answered"), answered_by, "answered_at", False),
}


@require_safe
@official_view(*WORKERS)
def asked(request: HttpRequest) -> HttpResponse:
    """What is asked of the official's units and by them, by date, cut by key."""
    key = request.GET.get("viec", "den")
    if key not in LISTS:
        raise Http404
    title, find, by, rising = LISTS[key]
    rows = find(request.user, timezone.localdate())
    if request.GET.get("sau"):
        rows = _after(rows, request.GET["sau"], by, rising)
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    after = last and {"viec": key, "sau": f"{getattr(last, by).isoformat()}~{last.pk}"}
    context = {
        "title": title,
        "tabs": [
            {"label": label, "url": f"?viec={name}", "current": name == key}
            for name, (label, *_rest) in LISTS.items()
        ],
        "tasks": found[:PAGE],
        "ours": key == "di",
        "answered": key == "da-tra-loi",
        "next_url": f"?{urlencode(after)}" if after else "",
    }
    return render(request, "dossiers/desk/tasks.html", {**request.desk, **context})


def _after(rows, cursor: str, by: str, rising: bool):
    moment, _tilde, pk = cursor.partition("~")
    try:
        at, number = datetime.fromisoformat(moment), int(pk)
    except ValueError as error:
        raise BadRequest("cursor") from error
    if timezone.is_naive(at) or not 0 < number < 2**63:
        raise BadRequest("cursor")
    beyond = "gt" if rising else "lt"
    further = rows.filter(**{f"{by}__{beyond}": at})
    return further | rows.filter(**{by: at, f"pk__{beyond}": number})


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def ask(request: HttpRequest, public_id) -> HttpResponse:
    """The plan of who is asked for what, filled in from the process of the procedure."""
    today = timezone.localdate()
    dossier = desk_dossier(request.user, public_id, today)
    if dossier is None or actor_for(request.user, Action.COORDINATE, dossier, today) is None:
        raise Http404
    form = CoordinateForm(request.POST or None, dossier=dossier, user=request.user)
    if form.is_valid():
        try:
            coordinate(
                dossier=dossier,
                by=request.user,
                expected_version=form.cleaned_data["version"],
                **form.arguments(),
            )
        except Invalid as invalid:
            form.add_error(None, str(invalid))
        except Conflict as conflict:
            messages.error(request, conflict.message)
            return redirect(dossier.desk_url)
        else:
            messages.success(request, TABLE[Action.COORDINATE].past)
            return redirect(dossier.desk_url)
    context = {**request.desk, "dossier": dossier, "form": form}
    return render(request, "dossiers/desk/ask.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def task(request: HttpRequest, public_id) -> HttpResponse:
    """One request, for the agency asked: what is wanted by when, the dossier, the answer."""
    found = task_for(request.user, public_id, timezone.localdate())
    if found is None:
        raise Http404
    if request.method == "POST":
        return act(request, found)
    looked(request.actor, found.dossier, found.dossier.owner_id, Purpose.PROCESSING)
    return show(request, found)


def show(request, task: Task, bound=None, status: int = 200) -> HttpResponse:
    can_write, can_send, can_pass = _rights(request.user, task)
    bound = bound or {}
    _since, due = task_due(task, task.started_at, task.dossier.rules_day)
    context = {
        **request.desk,
        "task": task,
        "dossier": task.dossier,
        "limit": limit_words(task.limit, Unit(task.limit_unit)),
        "days": [{"line": line, "words": line_words(line)} for line in due.days],
        "parts": parts_of((answers, papers), task.dossier, request.user, request.actor),
        "answer_form": bound.get("answer") or (AnswerForm(task=task) if can_write else None),
        "can_send": can_send,
        "pass_form": bound.get("pass") or (PassOnForm(task=task) if can_pass else None),
    }
    return render(request, "dossiers/desk/task.html", context, status=status)


def _rights(user, task: Task) -> tuple[bool, bool, bool]:
    """Whether the official may write the answer, send it, pass the request on."""
    if task.state != TaskState.OPEN or task.dossier.state not in TABLE[Action.ANSWER_TASK].moves:
        return False, False, False
    places, today = [task.unit_id, task.agency_id], timezone.localdate()
    senders = ANSWERERS if task.is_inside else {Role.LEADER}
    return tuple(
        actor_at(user, places, roles, today) is not None
        for roles in (ANSWERERS, senders, ANSWERERS | {Role.DESK})
    )


def act(request, task: Task) -> HttpResponse:
    """Pass on, keep a draft or send, as the pressed button says."""
    action = request.POST.get("action")
    if action == "pass_on":
        return _do(request, task, "pass", PassOnForm(request.POST, task=task), pass_on)
    verbs = {"draft": draft_answer, "send": answer_task}
    if action not in verbs:
        raise Http404
    return _do(request, task, "answer", AnswerForm(request.POST, task=task), verbs[action])


def _do(request, task: Task, name: str, form, verb) -> HttpResponse:
    if not form.is_valid():
        return show(request, task, {name: form}, status=422)
    try:
        verb(task=task, by=request.user, **form.cleaned_data)
    except Invalid as invalid:
        for field, error in invalid.errors.items():
            form.add_error(field, error)
        return show(request, task, {name: form}, status=422)
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Recorded."))
    return redirect("coordination:asked")


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def stop_asking(request: HttpRequest, public_id, pk: int) -> HttpResponse:
    """Call off one request of a dossier."""
    today = timezone.localdate()
    dossier = desk_dossier(request.user, public_id, today)
    task = dossier and unfinished(dossier).filter(pk=pk).select_related("agency").first()
    if not task or actor_for(request.user, Action.CALL_OFF_TASK, dossier, today) is None:
        raise Http404
    form = CallOffForm(request.POST or None, dossier=dossier, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            call_off(
                task=task,
                by=request.user,
                expected_version=given["version"],
                reason=given["reason"],
            )
        except DossierError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, TABLE[Action.CALL_OFF_TASK].past)
        return redirect(dossier.desk_url)
    context = {**request.desk, "dossier": dossier, "task": task, "form": form}
    return render(
        request, "dossiers/desk/call_off.html", context, status=422 if form.errors else 200
    )
