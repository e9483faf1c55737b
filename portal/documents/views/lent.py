"""Files for partners: short plain answers, for the reader is a program."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from portal.documents.condition import condition_of
from portal.documents.lending import EXPIRED, PARAMETER, RECALLED, USED, LinkVoid, NotLent
from portal.documents.models import StoredFile
from portal.documents.services import lent_file, note_damage, note_fetched
from portal.documents.views.files import download
from portal.documents.workflow import Damage, Scan

SCAN_SECONDS = 60
VOID = {
    EXPIRED: _("This link has expired. A new one comes with the next report of the dossier."),
    USED: _("This link has been used. A new one comes with the next report of the dossier."),
    RECALLED: _("This link was taken back."),
}
WRONG = _("This link is not one of ours.")
HARMFUL = _("The file is not given out: it holds harmful content.")
WAITS = _("The virus check of this file is not finished. Try again in a minute.")
CHANGED = _("The file is no longer as it was stored and is not given out.")


@require_GET
def lent(request: HttpRequest) -> HttpResponseBase:
    """A stored file to the partner it was lent to, if it is still what was stored."""
    token = request.GET.get(PARAMETER, "")
    try:
        stored, _partner = lent_file(token)
    except NotLent:
        return _told(WRONG, HTTPStatus.NOT_FOUND)
    except LinkVoid as void:
        return _told(VOID[void.why], HTTPStatus.GONE)
    refusal = _refusal(stored)
    if refusal is not None:
        return refusal
    note_fetched(token, at=timezone.now())
    return download(stored)


def _refusal(stored: StoredFile) -> HttpResponse | None:
    if stored.scan == Scan.INFECTED:
        return _told(HARMFUL, HTTPStatus.FORBIDDEN)
    if stored.scan == Scan.PENDING:
        response = _told(WAITS, HTTPStatus.CONFLICT)
        response["Retry-After"] = str(SCAN_SECONDS)
        return response
    found = condition_of(stored)
    if found != stored.damage:
        note_damage(file=stored, found=found)
    return None if found == Damage.NONE else _told(CHANGED, HTTPStatus.GONE)


def _told(words: object, status: int) -> HttpResponse:
    response = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
