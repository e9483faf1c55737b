"""The page on which a condition is built: one row a comparison, said aloud beside."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from procedures.admin.builder.condition_form import ConditionForm
from procedures.admin.builder.doors import on_version, show, store, to
from procedures.admin.builder.known import facts_of, known_of
from procedures.builder import tree
from procedures.builder.references import (
    Reference,
    before_field,
    before_section,
)
from procedures.builder.sentences import condition_words
from procedures.eforms.conditions import Condition
from procedures.models import EFormVersion
from procedures.services.edit_form import Edit

RULES = {"hien": "show_if", "bat-buoc": "required_if"}


@on_version
def of_field(request: HttpRequest, version: EFormVersion, path: str, rule: str) -> HttpResponse:
    if rule not in RULES:
        raise Http404
    name = RULES[rule]
    item = tree.find(version.definition, path)

    def edit(condition: Condition | None) -> Edit:
        return lambda form: tree.change(form, path, lambda each: replace(each, **{name: condition}))

    page = {
        "title": _("When “%(label)s” is asked") % {"label": item.label}
        if name == "show_if"
        else _("When “%(label)s” must be answered") % {"label": item.label},
        "without": _("It is asked of everybody.")
        if name == "show_if"
        else _("Nobody has to answer it."),
        "intro": _("Ask only if") if name == "show_if" else _("Must be answered if"),
        "back": to(version, "field", path),
        "here": path,
    }
    offered = before_field(version.definition, path) + facts_of(version)
    return _build(request, version, getattr(item, name), offered, edit, page)


@on_version
def of_section(request: HttpRequest, version: EFormVersion, key: str) -> HttpResponse:
    found = tree.find_section(version.definition, key)

    def edit(condition: Condition | None) -> Edit:
        return lambda form: tree.change_section(
            form, key, lambda each: replace(each, show_if=condition)
        )

    page = {
        "title": _("When section “%(title)s” is shown") % {"title": found.title},
        "without": _("It is shown to everybody."),
        "intro": _("Show only if"),
        "back": to(version, "section", key),
        "here": f"section:{key}",
    }
    offered = before_section(version.definition, key) + facts_of(version)
    return _build(request, version, found.show_if, offered, edit, page)


def _build(
    request: HttpRequest,
    version: EFormVersion,
    condition: Condition | None,
    offered: list[Reference],
    edit,
    page: dict,
) -> HttpResponse:
    known = known_of(version)
    form = ConditionForm(condition, offered, known, request.POST or None)
    if request.method == "POST" and form.act() and form.is_valid():
        built = form.condition()
        request.typed = [(page["intro"], condition_words(built, known))]
        store(request, version, edit(built), "condition_changed")
        messages.success(request, _("Saved."))
        return redirect(page["back"])
    context = {**page, "form": form, "sentence": condition_words(condition, known)}
    return show(request, version, "condition", context, 422 if form.errors else 200)
