"""A new question: its kind is chosen by what it is for, its key is made from its words."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.admin.builder.doors import on_version, show, store, to
from procedures.builder import tree
from procedures.builder.kinds import SHELVES, WORDS
from procedures.builder.limits import LONGEST_TEXT
from procedures.eforms.definition import Definition
from procedures.eforms.kinds import BLOCKS, REPEATING, Kind
from procedures.eforms.words import Words
from procedures.errors import WrongState
from procedures.models import EFormVersion
from procedures.services.check_form import published_keys


class NewQuestion(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("What is asked, in the words of the form"), max_length=LONGEST_TEXT
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"), choices=[(kind.value, kind.value) for kind in WORDS]
    )


@on_version
def add_question(request: HttpRequest, version: EFormVersion, place: str) -> HttpResponse:
    """`place` is `section:<key>`, or the path of the rows that get another column."""
    where = _where(version, place)
    form = NewQuestion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _added(request, version, place, form)
    if version.locked:
        raise WrongState
    context = {
        "form": form,
        "where": where,
        "here": place,
        "shelves": _shelves(version, place),
        "chosen": request.POST.get("kind", ""),
    }
    return show(request, version, "add", context, 422 if form.errors else 200)


def _added(
    request: HttpRequest, version: EFormVersion, place: str, form: NewQuestion
) -> HttpResponse:
    label, kind = Words(form.cleaned_data["label"]), Kind(form.cleaned_data["kind"])
    request.typed = [(_("Label"), label.vi)]
    paths: list[str] = []

    def edit(before: Definition) -> Definition:
        after, path = tree.add(before, place, kind, label, published_keys(version))
        paths.append(path)
        return after

    store(request, version, edit, "question_added")
    return redirect(to(version, "field", paths[-1]))


def _where(version: EFormVersion, place: str) -> str:
    """What the question is added to, in words. Raises NoSuchPlace."""
    if place.startswith("section:"):
        key = place.removeprefix("section:")
        return str(tree.find_section(version.definition, key).title)
    rows = tree.find(version.definition, place)
    if not rows.repeats:
        raise tree.NoSuchPlace(place)
    return str(rows.label)


def _shelves(version: EFormVersion, place: str) -> list[tuple[str, list]]:
    """Kinds that fit the place: a table takes single answers only."""
    barred: set[Kind] = set()
    if not place.startswith("section:"):
        table = tree.find(version.definition, place).kind is Kind.TABLE
        deep = place.count(".") >= 1
        barred = {*REPEATING, *BLOCKS, Kind.HEADING} if table else set()
        barred |= set(REPEATING) if deep else set()
    fitting = (
        (str(shelf.title), [words for words in shelf.kinds if words.kind not in barred])
        for shelf in SHELVES
    )
    return [(title, words) for title, words in fitting if words]
