"""Trying a draft of the catalogue on past dossiers: begin, watch, read, take away as a table."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.replay_words import KINDS, amount_words, explain
from dossiers.errors import DossierError
from dossiers.models import Replay
from dossiers.rules.replay import CHOICES, USUAL
from dossiers.selectors.replay_results import Tried, by_kind, most_often, tried, unchanged
from dossiers.services.replay import start_replay
from portal.admin_site.views import official_view
from portal.agencies.roles import EDITORS
from portal.kernel.numbers import whole_number
from portal.pages.spreadsheets import spreadsheet
from procedures.models import Revision
from procedures.workflow import State

ROWS, OFTEN = 50, 20


class StartForm(forms.Form):
    number = forms.TypedChoiceField(
        label=gettext_lazy("How many of the last dossiers"),
        choices=[(number, str(number)) for number in CHOICES],
        coerce=int,
        initial=USUAL,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def page(request: HttpRequest, revision_id: int, replay_id: int | None = None) -> HttpResponse:
    """The trials of one draft: the one asked for, or the latest; the button for a new one."""
    revision = _revision(revision_id)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _start(request, revision, form.cleaned_data["number"])
    trials = list(Replay.objects.filter(revision=revision).order_by("-pk"))
    shown = _chosen(trials, replay_id)
    context = {
        **request.desk,
        "revision": revision,
        "form": form,
        "trials": trials,
        "replay": shown,
        "is_draft": revision.state == State.DRAFT,
        **(_result(request, shown) if shown else {}),
    }
    return render(request, "dossiers/desk/replay.html", context)


@require_safe
@official_view(*EDITORS)
def table(request: HttpRequest, revision_id: int, replay_id: int) -> StreamingHttpResponse:
    """Every finding as a row of a table; a dossier has its code only for who may open it."""
    revision = _revision(revision_id)
    replay = _chosen(list(Replay.objects.filter(revision=revision, pk=replay_id)), replay_id)
    name = f"{revision.procedure.code}-{revision.number}-{replay.pk}.csv"
    head = [_("Number, newest first"), _("Dossier"), _("What"), _("Which"), _("By how much")]
    rows = tried(replay, request.user, timezone.localdate())
    return spreadsheet(name, head, [cells for row in rows for cells in _cells(row)])


def _cells(row: Tried) -> Iterator[list[Any]]:
    reference = row.dossier.reference if row.dossier else ""
    for each in row.findings:
        yield [row.place, reference, str(KINDS[each.kind].label), each.label, each.amount or ""]


def _revision(pk: int) -> Revision:
    found = Revision.objects.select_related("procedure", "form").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _chosen(trials: list[Replay], replay_id: int | None) -> Replay | None:
    if replay_id is None:
        return trials[0] if trials else None
    found = next((each for each in trials if each.pk == replay_id), None)
    if found is None:
        raise Http404
    return found


def _start(request: HttpRequest, revision: Revision, number: int) -> HttpResponse:
    try:
        replay = start_replay(
            revision=revision, by=request.user, actor=request.actor, number=number
        )
    except DossierError as refused:
        messages.error(request, refused.message)
        return redirect("replay:page", revision_id=revision.pk)
    return redirect("replay:result", revision_id=revision.pk, replay_id=replay.pk)


def _result(request: HttpRequest, replay: Replay) -> dict[str, Any]:
    first = whole_number(request.GET.get("tu"))
    rows = tried(replay, request.user, timezone.localdate(), first, ROWS + 1)
    return {
        "percent": replay.done * 100 // replay.number,
        "summary": explain(by_kind(replay), replay.done),
        "unchanged": unchanged(replay),
        "often": [
            {"each": each, "kind": KINDS[each.finding.kind], "amount": amount_words(each.finding)}
            for each in most_often(replay, OFTEN)
        ],
        "rows": [
            {
                "row": row,
                "findings": [
                    (KINDS[each.kind], each.label, amount_words(each)) for each in row.findings
                ],
            }
            for row in rows[:ROWS]
        ],
        "next_url": f"?tu={first + ROWS}#rows" if len(rows) > ROWS else "",
        "changed_since": replay.revision_version != replay.revision.version,
    }
