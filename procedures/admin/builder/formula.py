"""The page on which a calculation is built: one line a term, said aloud beside."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from procedures.admin.builder.doors import on_version, show, store, to
from procedures.admin.builder.formula_form import FormulaForm
from procedures.builder import tree
from procedures.builder.kinds import means
from procedures.builder.references import before_field, every_reference
from procedures.builder.sentences import formula_words
from procedures.eforms.definition import Definition
from procedures.models import EFormVersion


@on_version
def formula(request: HttpRequest, version: EFormVersion, path: str) -> HttpResponse:
    item = tree.find(version.definition, path)
    if not means(item.kind, "formula"):
        raise tree.NoSuchPlace(path)
    known = every_reference(version.definition)
    form = FormulaForm(
        item.formula, before_field(version.definition, path), known, request.POST or None
    )
    if request.method == "POST" and form.act() and form.is_valid():
        built = form.formula()
        request.typed = [(_("Calculation"), formula_words(built, known))]

        def edit(whole: Definition) -> Definition:
            return tree.change(whole, path, lambda each: replace(each, formula=built))

        store(request, version, edit, "calculation_changed")
        messages.success(request, _("Saved."))
        return redirect(to(version, "field", path))
    context = {
        "item": item,
        "here": path,
        "form": form,
        "back": to(version, "field", path),
        "sentence": formula_words(item.formula, known),
    }
    return show(request, version, "formula", context, 422 if form.errors else 200)
