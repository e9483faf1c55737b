"""The whole form at a glance: its order, its title, its parts."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from procedures.admin.builder.doors import edits_of, last_change, on_version, show, store, to
from procedures.builder import limits, tree
from procedures.builder.limits import LONGEST_TEXT
from procedures.eforms.definition import Definition
from procedures.eforms.words import Words
from procedures.models import EFormVersion
from procedures.services.check_form import findings_of, published_keys, results_of
from procedures.services.discard_form import discard_version

MOVES: dict[str, Callable[[Definition, str], Definition]] = {
    "up": lambda form, path: tree.move(form, path, -1),
    "down": lambda form, path: tree.move(form, path, 1),
    "section-up": lambda form, key: tree.move_section(form, key, -1),
    "section-down": lambda form, key: tree.move_section(form, key, 1),
}


@on_version
def outline(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    if request.method == "POST":
        return _act(request, version)
    found = findings_of(version)
    results = results_of(version)
    context = {
        "refused": sum(each.refused for each in found),
        "warned": sum(not each.refused for each in found),
        "trials": len(results),
        "failed": sum(not outcome.passed for _trial, outcome in results),
        "most": limits.MOST_FIELDS,
        "questions": sum(1 for _each in tree.questions(version.definition)),
        "last": last_change(version),
        "keys": [
            ("j, k", _("next and previous question")),
            ("n", _("add a question")),
            ("p", _("try the form out")),
            ("?", _("this list")),
        ],
        "uses": version.revisions.select_related("procedure").order_by("-pk")[:10],
    }
    return show(request, version, "outline", context)


def _act(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    action, _colon, what = request.POST.get("action", "").partition(":")
    if action in MOVES:
        store(request, version, lambda form: MOVES[action](form, what), "moved")
    elif action == "add-section":
        return _add_section(request, version)
    elif action == "title":
        _retitle(request, version)
    elif action == "discard":
        discard_version(version=version, by=request.actor, expected_edits=edits_of(request))
        messages.success(request, _("The draft was thrown away."))
        return redirect(reverse("eforms:list"))
    else:
        raise Http404
    return redirect(to(version, "outline"))


def _add_section(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    title = _words(request, "title")
    request.typed = [(_("Title"), title.vi)]
    if not title.vi:
        messages.error(request, _("Write a title for the section."))
        return redirect(to(version, "outline"))
    keys: list[str] = []

    def edit(form: Definition) -> Definition:
        grown, key = tree.add_section(form, title, published_keys(version))
        keys.append(key)
        return grown

    store(request, version, edit, "section_added")
    return redirect(to(version, "add", f"section:{keys[-1]}"))


def _retitle(request: HttpRequest, version: EFormVersion) -> None:
    title = _words(request, "title")
    request.typed = [(_("Title"), title.vi), (_("Title in English"), title.en)]
    if title.vi:
        store(request, version, lambda form: tree.retitle(form, title), "retitled")
    else:
        messages.error(request, _("A form needs a title."))


def _words(request: HttpRequest, name: str) -> Words:
    values = (request.POST.get(f"{name}_{language}", "") for language in ("vi", "en"))
    return Words(*(" ".join(value.split())[:LONGEST_TEXT] for value in values))
