"""The editors' desk of the search: what people did not find, and the words that lead them there."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.admin_site.views import official_view
from portal.kernel.numbers import whole_number
from portal.kernel.text import sort_key
from portal.search.errors import SearchError
from portal.search.forms import SayingForm
from portal.search.models import Missed, Saying
from portal.search.permissions import EDITORS
from portal.search.rules.words import file_terms
from portal.search.selectors import find
from portal.search.services import end_saying, set_aside, teach

SHOWN = 100
"""The words missed most; when these are dealt with, the next come up."""


@require_safe
@official_view(*EDITORS)
def missed_list(request: HttpRequest) -> HttpResponse:
    """What people looked for and did not find, the most frequent first."""
    words = Missed.objects.filter(handled_at=None).order_by("-times", "-last_day", "id")[:SHOWN]
    return _page(request, "missed", {"words": words})


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def missed_word(request: HttpRequest, pk: int) -> HttpResponse:
    """One word: what it finds today, and what it ought to mean."""
    word = get_object_or_404(Missed, pk=pk)
    if request.POST.get("action") == "aside":
        set_aside(missed=word, by=request.actor)
        messages.success(request, _("Set aside. It does not come up again."))
        return redirect("search_desk:missed")
    return _teaching(request, word)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def new_saying(request: HttpRequest) -> HttpResponse:
    """A saying that nobody had to miss first."""
    return _teaching(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def sayings(request: HttpRequest) -> HttpResponse:
    """The dictionary: editors' own sayings, and those every portal starts with."""
    today = timezone.localdate()
    if request.method == "POST":
        saying = get_object_or_404(Saying, pk=whole_number(request.POST.get("saying")))
        end_saying(saying=saying, today=today, by=request.actor)
        messages.success(request, _("Taken out. Searches no longer use it."))
        return redirect("search_desk:sayings")
    own = Saying.objects.exclude(until__lt=today).order_by("folded", "-since", "id")
    return _page(request, "sayings", {"own": own, "given": _given()})


def _given() -> list[tuple[str, list[str]]]:
    """What every portal starts with: official terms with the sayings of each."""
    given = defaultdict(list)
    for terms in file_terms().values():
        for term in terms:
            given[term.official].append(term.said)
    return sorted(given.items(), key=lambda row: sort_key(row[0]))


def _teaching(request: HttpRequest, word: Missed | None) -> HttpResponse:
    today = timezone.localdate()
    start = {"said": word.text if word else "", "since": today}
    form = SayingForm(request.POST or None, initial=start)
    context = {"word": word, "form": form, "found": [], "tried": ""}
    if word:
        context["found"] = find(word.text, today=today, limit=3).hits
    if form.is_bound and form.is_valid():
        if request.POST.get("action") == "add" and _added(request, form, word):
            return redirect("search_desk:missed" if word else "search_desk:sayings")
        context["tried"] = form.cleaned_data["official"]
        context["found"] = find(context["tried"], today=today, limit=3).hits
    return _page(request, "word", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, form: SayingForm, word: Missed | None) -> bool:
    try:
        teach(**form.cleaned_data, missed=word, by=request.actor)
    except SearchError as refused:
        form.add_error(None, str(refused))
        return False
    words = _("From now on “%(said)s” also finds “%(official)s”.") % form.cleaned_data
    messages.success(request, words)
    return True


def _page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    content = {**request.desk, **context}
    return render(request, f"admin/search/{name}.html", content, status=status)
