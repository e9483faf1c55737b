"""The form with its answers, to keep or to print: before sending, and afterwards.

Sensitive answers stand on it in full; it is for the owner and for the officials at work on it, each
of whom reaches it through his own door.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers.models import Dossier, Draft
from dossiers.rules.lookup import Item
from dossiers.selectors.sheets import sheet_of_dossier, sheet_of_draft
from dossiers.views.doors import with_dossier, with_draft
from dossiers.views.levels import sure_of
from portal.accounts.actors import actor_of
from portal.accounts.limits import hit
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents.errors import PdfUnavailable
from procedures.printing import FORMATS, Sheet


@require_safe
@with_draft
def draft_sheet(request: HttpRequest, draft: Draft, ending: str) -> HttpResponse:
    """`/ho-so/nhap/<id>/to-khai.<ending>`: what was entered so far."""
    return sheet_file(request, draft, ending, lambda: sheet_of_draft(draft, timezone.localdate()))


@require_safe
@with_dossier
@sure_of(Item.ANSWERS)
def dossier_sheet(request: HttpRequest, dossier: Dossier, ending: str) -> HttpResponse:
    """`/ho-so/<id>/to-khai.<ending>`: what was sent."""
    looked(actor_of(request), dossier, dossier.owner_id, Purpose.REPRESENTATION)
    return sheet_file(request, dossier, ending, lambda: sheet_of_dossier(dossier))


def sheet_file(
    request: HttpRequest, filing: Draft | Dossier, ending: str, sheet: Callable[[], Sheet]
) -> HttpResponse:
    """The sheet as a file that nobody else keeps; set while the reader waits, so counted."""
    if filing.form_version is None or ending not in FORMATS:
        raise Http404
    hit("print_by_person", request.user.pk)
    try:
        data = FORMATS[ending].render(sheet())
    except PdfUnavailable:
        other = request.path.removesuffix("pdf") + "odt"
        return render(request, "procedures/no_pdf.html", {"other": other}, status=503)
    response = HttpResponse(data, content_type=FORMATS[ending].content_type)
    name = f"to-khai-{filing.form_version.form.key}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
