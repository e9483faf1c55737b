from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.documents import storage
from portal.documents.condition import condition_of
from portal.documents.links import LinkExpired, open_token
from portal.documents.models import StoredFile
from portal.documents.services import note_damage
from portal.documents.workflow import Damage, Scan


@require_safe
def serve(request: HttpRequest, token: str) -> HttpResponse:
    """A stored file, to the person the link was made for, if it is still what was stored."""
    try:
        opened = open_token(token, request.user)
    except StoredFile.DoesNotExist:
        raise Http404 from None
    except LinkExpired:
        return render(request, "documents/link_expired.html", status=410)
    if opened.file.scan == Scan.INFECTED:
        raise PermissionDenied
    if opened.file.scan == Scan.PENDING:
        return render(request, "documents/file_waits.html", status=409)
    found = condition_of(opened.file)
    if found != opened.file.damage:
        note_damage(file=opened.file, found=found)
    if found != Damage.NONE:
        return render(request, "documents/file_changed.html", {"file": opened.file}, status=410)
    looked(opened.actor, opened.file, opened.file.owner_id, Purpose.DOWNLOAD)
    return download(opened.file, inline=opened.inline)


def download(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The bytes under their name; pictures shown in the page when `inline` is wanted."""
    response = FileResponse(
        storage.open_key(stored.key),
        filename=stored.name,
        content_type=stored.content_type,
        as_attachment=not (inline and stored.content_type.startswith("image/")),
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
