"""Leaders’ instructions: the lists, a new one, one with its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.instructions import InstructForm, StepForm, units_led
from dossiers.models import Instruction
from dossiers.permissions import places_of
from dossiers.selectors.instructions import (
    LISTS,
    about,
    instructions_for,
    is_addressed,
    one_instruction,
)
from dossiers.services.instruct import (
    close_instruction,
    extend,
    follow_up,
    instruct,
    report_done,
    send_back_instruction,
)
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.kernel.numbers import whole_number

READERS = (Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR)
PAGE = 50
TABS = {
    "open": gettext_lazy("Open"),
    "late": gettext_lazy("Overdue"),
    "mine": gettext_lazy("For me and my unit"),
    "given": gettext_lazy("Given by me"),
    "closed": gettext_lazy("Closed"),
}
STATES = {
    "open": (gettext_lazy("under way"), "info"),
    "late": (gettext_lazy("overdue"), "bad"),
    "done": (gettext_lazy("reported as done"), "warn"),
    "closed": (gettext_lazy("closed"), "ok"),
}


@require_safe
@official_view(*READERS)
def lists(request: HttpRequest) -> HttpResponse:
    """The instructions that concern the official, nearest deadline first."""
    now = timezone.now()
    key = request.GET.get("ds") if request.GET.get("ds") in LISTS else "open"
    rows = LISTS[key](
        instructions_for(request.user, timezone.localdate()).distinct(), request.user, now
    )
    first = whole_number(request.GET.get("tu"))
    found = list(rows[first : first + PAGE + 1])
    context = {
        "tabs": [
            {"label": label, "url": f"?ds={each}", "current": each == key}
            for each, label in TABS.items()
        ],
        "rows": [_row(each, request.user, now) for each in found[:PAGE]],
        "next_url": f"?ds={key}&tu={first + PAGE}" if len(found) > PAGE else "",
        "may_give": units_led(request.user).exists(),
    }
    return render(request, "dossiers/desk/instructions.html", request.desk | context)


def _row(each: Instruction, reader, now) -> dict[str, Any]:
    late = each.state == "open" and each.due_at < now
    words, tone = STATES["late" if late else each.state]
    thing = about(each.subject_kind, each.subject_id, reader, timezone.localdate(now))
    return {"each": each, "about": thing, "words": words, "tone": tone}


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.LEADER)
def give(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """A new instruction about one thing."""
    thing = about(kind, key, request.user, timezone.localdate())
    led = places_of(request.user, {Role.LEADER}, timezone.localdate())
    if thing is None or thing.agency_id not in led:
        raise Http404
    form = InstructForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = instruct(by=request.user, kind=kind, key=key, **form.arguments())
        except Invalid as invalid:
            for field, words in invalid.errors.items():
                form.add_error(field, words)
        else:
            messages.success(request, _("The instruction is on its way."))
            return redirect(made)
    context = {"form": form, "about": thing}
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/instruct.html", request.desk | context, status=status)


@require_http_methods(["GET", "HEAD"])
@official_view(Role.LEADER)
def choose_unit(request: HttpRequest) -> HttpResponse:
    """Which unit an instruction is about; one on a dossier begins on the page of the dossier."""
    context = {"units": units_led(request.user)}
    return render(request, "dossiers/desk/instruct_unit.html", request.desk | context)


STEPS: dict[str, tuple[Callable[..., Instruction], Any]] = {
    "follow_up": (follow_up, gettext_lazy("Write how it stands")),
    "done": (report_done, gettext_lazy("Report as done")),
    "reopen": (send_back_instruction, gettext_lazy("Send back: not done yet")),
    "extend": (extend, gettext_lazy("Give a new deadline")),
    "close": (close_instruction, gettext_lazy("Close")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*READERS)
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One instruction with its steps and what the reader can do; somebody else’s is 404."""
    instruction = one_instruction(request.user, public_id, timezone.localdate())
    if instruction is None:
        raise Http404
    form = StepForm(request.POST or None, initial={"version": instruction.version})
    if request.method == "POST" and form.is_valid() and _step(request, instruction, form):
        return redirect(instruction)
    context = _row(instruction, request.user, timezone.now()) | {
        "form": form,
        "steps": [
            {"title": step.get_kind_display(), "text": step.text, "at": step.at, "by": step.by}
            for step in instruction.steps.all()
        ],
        "acts": [(key, STEPS[key][1]) for key in _open_to(instruction, request.user)],
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/instruction.html", request.desk | context, status=status)


def _open_to(instruction: Instruction, user) -> list[str]:
    if instruction.closed_at:
        return []
    on = timezone.localdate()
    works = is_addressed(instruction, user, on)
    leads = instruction.agency_id in places_of(user, {Role.LEADER}, on)
    acts = ["follow_up"] if works or leads else []
    acts += ["done"] if works and not instruction.done_at else []
    acts += ["reopen"] if leads and instruction.done_at else []
    return acts + (["extend", "close"] if leads else [])


def _step(request: HttpRequest, instruction: Instruction, form: StepForm) -> bool:
    key = request.POST.get("action", "")
    if key not in STEPS:
        raise Http404
    given = {"due": form.cleaned_data["due"]} if key == "extend" else {}
    if key == "extend" and not given["due"]:
        form.add_error("due", _("Choose the new day."))
        return False
    try:
        STEPS[key][0](
            instruction=instruction,
            by=request.user,
            expected_version=form.cleaned_data["version"],
            text=form.cleaned_data["text"],
            **given,
        )
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field, words)
        return False
    except DossierError as refused:
        messages.error(request, refused.message)
    return True
