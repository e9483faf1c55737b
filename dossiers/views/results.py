"""What the reader holds: licences, certificates and extracts with their validity."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers.models import ResultEntry
from dossiers.selectors.results import PAGE, can_be_renewed, renewed_by, results_of, standing
from dossiers.words.results import TONES, state_words, until_words
from portal.kernel.numbers import whole_number


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`/ho-so/ket-qua/`: latest first, cut by key."""
    rows = results_of(request.user, timezone.localdate())
    before = whole_number(request.GET.get("truoc"))
    found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    more = len(found) > PAGE
    today = timezone.localdate()
    renewals = renewed_by([entry for entry in found if can_be_renewed(entry, today)])
    context = {
        "rows": [_row(entry, request, renewals) for entry in found[:PAGE]],
        "next_url": f"{request.path}?truoc={found[PAGE - 1].pk}" if more else "",
        "first_url": request.path if before else "",
    }
    return render(request, "dossiers/results.html", context)


def _row(entry: ResultEntry, request: HttpRequest, renewals: dict[int, str]) -> dict[str, Any]:
    today = timezone.localdate()
    state = standing(entry, today)
    return {
        "entry": entry,
        "state": state,
        "label": state_words(state),
        "tone": TONES[state],
        "until": until_words(entry),
        "url": reverse("dossiers:result", args=[entry.dossier.public_id, entry.document_id]),
        "renew": can_be_renewed(entry, today),
        "renewal_code": renewals.get(entry.procedure_id, entry.procedure.code),
    }
