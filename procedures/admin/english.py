"""Translations of procedures: what lags, and the page on which they are written and reviewed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.actors import actor_of
from portal.admin_site.views import official_view
from portal.agencies.roles import EDITORS
from portal.texts.errors import TextsError
from portal.texts.permissions import TRANSLATORS, may_review
from portal.texts.selectors import Line, lines, translations_of
from portal.texts.services.review import review
from portal.texts.services.translate import translate
from procedures.forms.english import accepted, rows, typed_words, written
from procedures.models import Procedure
from procedures.selectors import procedure_of
from procedures.selectors.english import KIND, Need, passages_of, procedures_in_english

PAGE = 50


@require_safe
@official_view(*TRANSLATORS)
def overview(request: HttpRequest) -> HttpResponse:
    """Procedures by what their English needs, cut by key."""
    asked = request.GET.get("can", "")
    need = Need(asked) if asked in Need.values else Need.BEHIND
    found = procedures_in_english(need, request.GET.get("sau", ""), PAGE)
    shown = found[:PAGE]
    context = {
        "tabs": [
            {"label": each.label, "url": f"?can={each.value}", "current": each == need}
            for each in Need
        ],
        "lines": [(each, _reviewed_on(each)) for each in shown],
        "next_url": f"?can={need}&sau={shown[-1].code}" if len(found) > PAGE else "",
    }
    return render(request, "admin/procedures/english_list.html", request.desk | context)


def _reviewed_on(procedure: Procedure) -> date | None:
    return parse_date(procedure.current.english.get("reviewed_on", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*TRANSLATORS)
def english(request: HttpRequest, code: str) -> HttpResponse:
    """Both languages side by side, passage by passage."""
    procedure = procedure_of(code)
    if procedure is None:
        raise Http404
    found = lines(passages_of(procedure.current), translations_of(KIND, code))
    if request.method != "POST":
        return _page(request, procedure, found, {})
    try:
        messages.success(request, _act(request, code, found))
    except TextsError as refused:
        messages.error(request, str(refused))
        return _page(request, procedure, found, typed_words(request.POST), status=409)
    return redirect(request.get_full_path())


def _act(request: HttpRequest, code: str, found: list[Line]) -> str:
    if request.POST.get("action") == "review":
        by, seen = actor_of(request, *EDITORS), accepted(request.POST)
        count = review(kind=KIND, key=code, seen=seen, by=by, today=timezone.localdate())
        return ngettext("%(n)d passage reviewed.", "%(n)d passages reviewed.", count) % {"n": count}
    words = written(request.POST, found)
    count = translate(kind=KIND, key=code, words=words, by=request.actor)
    return ngettext("%(n)d draft saved.", "%(n)d drafts saved.", count) % {"n": count}


def _page(
    request: HttpRequest,
    procedure: Procedure,
    found: list[Line],
    typed: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    table = rows(found, request.user.pk, typed)
    context: dict[str, Any] = {
        "procedure": procedure,
        "revision": procedure.current,
        "rows": table,
        "behind": [row for row in table if row.line.lags],
        "waiting": [row for row in table if row.line.draft],
        "can_review": may_review(actor_of(request, *EDITORS))
        and any(row.by_other for row in table),
    }
    content = request.desk | context
    return render(request, "admin/procedures/english.html", content, status=status)
