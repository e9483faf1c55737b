"""One section: its words, when it is shown, and its end."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.admin.builder.doors import on_version, show, store, to
from procedures.admin.builder.known import known_of
from procedures.builder import tree
from procedures.builder.sentences import condition_words
from procedures.eforms.definition import Definition, Section
from procedures.eforms.words import Words
from procedures.models import EFormVersion


class SectionWords(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=200, required=False
    )
    help = forms.CharField(
        label=gettext_lazy("Help under the title"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    help_en = forms.CharField(
        label=gettext_lazy("Help in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def changed(self, section: Section) -> Section:
        data = self.cleaned_data
        title, help = Words(data["title"], data["title_en"]), Words(data["help"], data["help_en"])
        return replace(section, title=title, help=help)

    def pairs(self) -> list[list[forms.BoundField]]:
        return [[self["title"], self["title_en"]], [self["help"], self["help_en"]]]


@on_version
def section(request: HttpRequest, version: EFormVersion, key: str) -> HttpResponse:
    found = tree.find_section(version.definition, key)
    if request.method == "POST" and request.POST.get("action") == "remove":
        store(request, version, lambda form: tree.remove_section(form, key), "section_removed")
        messages.success(request, _("The section was removed."))
        return redirect(to(version, "outline"))
    form = SectionWords(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        request.typed = [(field.label, field.value()) for field in form]

        def edit(whole: Definition) -> Definition:
            return tree.change_section(whole, key, form.changed)

        store(request, version, edit, "section_changed")
        messages.success(request, _("Saved."))
        return redirect(to(version, "section", key))
    context = {
        "section": found,
        "form": form,
        "here": f"section:{key}",
        "sentence": condition_words(found.show_if, known_of(version)),
    }
    return show(request, version, "section", context, 422 if form.errors else 200)


def _initial(found: Section) -> dict[str, str]:
    return {
        "title": found.title.vi,
        "title_en": found.title.en,
        "help": found.help.vi,
        "help_en": found.help.en,
    }
