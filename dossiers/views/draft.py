"""Filling in: the overview of a draft, the sections of its form, the saving of single fields."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.errors import Invalid
from dossiers.models import Draft
from dossiers.selectors.drafts import (
    circumstances_of,
    evaluation_of,
    is_outdated,
    places_for,
)
from dossiers.selectors.files import files_of
from dossiers.selectors.typed import showable
from dossiers.services.answer_file import answer_file, remove_answer_file
from dossiers.services.discard_draft import discard_draft
from dossiers.services.move_draft import move_draft
from dossiers.services.save_draft import Saved, save_draft
from dossiers.views.doors import count_uploads, with_draft
from dossiers.views.errors import summary
from dossiers.views.origins import tell_origins
from dossiers.views.steps import first_open, step_after, steps_of, trail
from portal.accounts.services.keep_post import given_back
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.kernel.numbers import whole_number
from portal.pages.templatetags.ui import time_words
from procedures.eforms.django_form import REFRESH, SectionForm
from procedures.eforms.field import Field
from procedures.eforms.posted import flatten

LATER, NEXT, DETACH = "later", "next", "detach:"
MEND = "sua"
"""Query of a link that opens a section with everything that must be mended."""


@with_draft
def overview(request: HttpRequest, draft: Draft) -> HttpResponse:
    """`/ho-so/nhap/<id>/`: what is done, what is left; also moving to new rules."""
    today = timezone.localdate()
    if request.POST.get("action") == "move":
        try:
            move_draft(draft=draft, by=request.user)
            messages.success(request, _("Your draft now follows the rules in force."))
        except Invalid as invalid:
            messages.error(request, str(invalid))
        return redirect("dossiers:draft", draft.public_id)
    context = {
        "draft": draft,
        "steps": steps_of(draft, today),
        "go_on": first_open(draft, today),
        "outdated": is_outdated(draft),
    }
    return render(request, "dossiers/draft.html", context)


@with_draft
def discard(request: HttpRequest, draft: Draft) -> HttpResponse:
    if request.POST.get("action") == "discard":
        discard_draft(draft=draft, by=request.user)
        messages.success(request, _("The draft has been deleted."))
        return redirect("dossiers:mine")
    return render(request, "dossiers/discard.html", {"draft": draft})


@with_draft
def section(request: HttpRequest, draft: Draft, key: str) -> HttpResponse:
    """One page of the form. Whatever is typed is kept; leaving it is for right answers only.

    What met an ended session stands in the form again, unsent.
    """
    today = timezone.localdate()
    if key not in evaluation_of(draft, today).sections:
        raise Http404
    if request.method == "POST":
        return _save_section(request, draft, key, today)
    data = given_back(request)
    if data is not None:
        data = showable(data, NEXT)
    elif MEND in request.GET:
        fields = draft.form_version.definition.section(key).fields
        data = flatten(fields, draft.answers)
    return _section_page(request, draft, _form(draft, key, today, data), today)


def _save_section(request: HttpRequest, draft: Draft, key: str, today: date) -> HttpResponse:
    action = request.POST.get("action", NEXT)
    count_uploads(request)
    asked = _asked(draft, key, today)
    saved = _save(request, draft, action)
    _take_files(request, saved, action)
    draft.answers, draft.version = saved.draft.answers, saved.draft.version
    here = reverse("dossiers:draft_section", args=[draft.public_id, key])
    if saved.ok and action == LATER:
        messages.success(request, _saved_words(draft, saved))
        return redirect("dossiers:draft", draft.public_id)
    if saved.ok and (action == REFRESH or action.startswith(DETACH)):
        return redirect(here)
    if saved.ok and action.startswith(("add:", "remove:")):
        group = action.partition(":")[2].removesuffix("." + action.rpartition(".")[2])
        return redirect(f"{here}#block-{group.replace('.', '-')}")
    form = _form(draft, key, today, showable(request.POST, NEXT))
    if form.is_valid() and saved.ok:
        if _asked(draft, key, today) - asked:
            messages.info(request, _("Your answers brought up more questions on this page."))
            return redirect(here)
        return redirect(step_after(draft, today, f"section-{key}").url)
    _tell(form, saved)
    return _section_page(request, draft, form, today, saved)


def _asked(draft: Draft, key: str, today: date) -> set[str]:
    """Questions of the section that the answers so far bring up; without scripts nobody has seen
    those that come up with the answers just sent."""
    visible = evaluation_of(draft, today).visible
    fields = draft.form_version.definition.section(key).fields
    return {item.key for item in fields if item.key in visible and _is_asked(item)}


def _is_asked(item: Field) -> bool:
    return item.is_answered or item.is_block or item.repeats


def _take_files(request: HttpRequest, saved: Saved, action: str) -> None:
    """Every file chosen is kept at once, whatever else the page says; a bad one takes none along.

    What became of it stands in `saved`.
    """
    for path, upload in request.FILES.items():
        try:
            saved.draft = answer_file(draft=saved.draft, by=request.user, path=path, upload=upload)
        except UploadRefused as refused:
            saved.refused[path] = str(refused)
        except Invalid as invalid:
            saved.refused[path] = str(invalid)
    if action.startswith(DETACH):
        path = action.removeprefix(DETACH)
        saved.draft = remove_answer_file(draft=saved.draft, by=request.user, path=path)


def _form(draft: Draft, key: str, today: date, data: MultiValueDict | None) -> SectionForm:
    return SectionForm(
        draft.form_version.definition,
        key,
        answers=draft.answers,
        today=today,
        data=data,
        circumstances=circumstances_of(draft),
        places=places_for(draft, today),
        files={key: link(file, draft.owner) for key, file in files_of(draft).items()},
    )


def _save(request: HttpRequest, draft: Draft, action: str) -> Saved:
    return save_draft(
        draft=draft,
        by=request.user,
        data=request.POST,
        seen=whole_number(request.POST.get("seen")),
        action=action,
    )


def _tell(form: SectionForm, saved: Saved) -> None:
    for path, words in saved.refused.items():
        if path in form.fields:
            form.add_error(path, words)
    for path, value in saved.conflicts.items():
        if path in form.fields:
            form.add_error(path, _conflict_words(value))


def _conflict_words(value: Any) -> str:
    if isinstance(value, list):
        return _("You changed this in another window. Reload the page to see it.")
    kept = value if value not in (None, "") else _("nothing")
    return _("In another window you saved: %(kept)s. Save again to keep what stands here.") % {
        "kept": kept
    }


def _section_page(
    request: HttpRequest, draft: Draft, form: SectionForm, today: date, saved: Saved | None = None
) -> HttpResponse:
    tell_origins(form, draft)
    context = {
        "draft": draft,
        "form": form,
        "saved": saved,
        "errors": summary(form),
        **trail(draft, today, f"section-{form.section.key}"),
    }
    return render(request, "dossiers/section.html", context)


@with_draft
@require_POST
def autosave(request: HttpRequest, draft: Draft) -> JsonResponse:
    """Keep single fields while a person types; says what is wrong with them, if anything."""
    saved = _save(request, draft, "")
    draft.answers = saved.draft.answers
    wrong = evaluation_of(draft, timezone.localdate()).errors
    return JsonResponse(
        {
            "version": saved.draft.version,
            "saved": _saved_words(draft, saved),
            "errors": {path: wrong[path][0].message for path in request.POST if path in wrong},
            "refused": {path: str(words) for path, words in saved.refused.items()},
            "conflicts": {path: _conflict_words(v) for path, v in saved.conflicts.items()},
        }
    )


def _saved_words(draft: Draft, saved: Saved) -> str:
    return _("Saved at %(time)s") % {"time": time_words(saved.draft.saved_at)}
