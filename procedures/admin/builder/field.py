"""One question: its properties, its place, its copy, its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from procedures.admin.builder.doors import on_version, show, store, to
from procedures.admin.builder.field_form import QuestionForm
from procedures.admin.builder.known import known_of
from procedures.builder import tree
from procedures.builder.kinds import WORDS, means
from procedures.builder.sentences import condition_words, formula_words
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.words import Words
from procedures.models import EFormVersion
from procedures.services.check_form import findings_of, published_keys


@on_version
def field(request: HttpRequest, version: EFormVersion, path: str) -> HttpResponse:
    item = tree.find(version.definition, path)
    action = request.POST.get("action", "save") if request.method == "POST" else ""
    if action in ACTIONS:
        return ACTIONS[action](request, version, path, item)
    form = QuestionForm(item, request.POST if action else None)
    if action and form.is_valid():
        request.typed = [(each.label, each.value()) for each in form]

        def edit(whole: Definition) -> Definition:
            return tree.change(whole, path, form.changed)

        store(request, version, edit, "question_changed")
        messages.success(request, _("Saved."))
        return redirect(to(version, "field", path))
    return show(
        request, version, "field", _page(version, path, item, form), 422 if form.errors else 200
    )


def _page(version: EFormVersion, path: str, item: Field, form: QuestionForm) -> dict:
    definition = version.definition
    known = known_of(version)
    return {
        "item": item,
        "path": path,
        "kind": WORDS[item.kind],
        "form": form,
        "here": path,
        "findings": [each for each in findings_of(version) if each.path == path],
        "shown": condition_words(item.show_if, known),
        "needed": condition_words(item.required_if, known),
        "calculated": formula_words(item.formula, known),
        "may_need": means(item.kind, "required_if") and not item.required,
        "may_calculate": means(item.kind, "formula"),
        "columns": [(f"{path}.{column.key}", column) for column in item.fields],
        "section": tree.section_of(definition, path),
        "sections": [
            each
            for each in definition.sections
            if each.key != tree.section_of(definition, path).key and "." not in path
        ],
    }


def _move_to(request, version: EFormVersion, path: str, item: Field) -> HttpResponse:
    section = request.POST.get("section", "")
    store(request, version, lambda form: tree.move_to(form, path, section), "moved")
    messages.success(request, _("Moved to the end of the other section."))
    return redirect(to(version, "field", path))


def _duplicate(request, version: EFormVersion, path: str, item: Field) -> HttpResponse:
    label = Words(
        _("%(label)s (copy)") % {"label": item.label.vi},
        f"{item.label.en} (copy)" if item.label.en else "",
    )
    paths: list[str] = []

    def edit(form: Definition) -> Definition:
        after, twin = tree.duplicate(form, path, label, published_keys(version))
        paths.append(twin)
        return after

    store(request, version, edit, "question_added")
    messages.success(request, _("This is the copy. Give it words of its own."))
    return redirect(to(version, "field", paths[-1]))


def _remove(request, version: EFormVersion, path: str, item: Field) -> HttpResponse:
    store(request, version, lambda form: tree.remove(form, path), "question_removed")
    messages.success(request, _("Removed: %(label)s") % {"label": item.label})
    return redirect(to(version, "outline"))


ACTIONS = {"move_to": _move_to, "duplicate": _duplicate, "remove": _remove}
