"""Stored files that are meant for everybody, such as forms to download."""

from django.http import FileResponse

from portal.documents import storage
from portal.documents.condition import condition_of
from portal.documents.models import StoredFile
from portal.documents.workflow import Damage, Purpose

OPEN = frozenset({Purpose.FORM_TEMPLATE})


def public_file(stored: StoredFile) -> FileResponse | None:
    """The file as an answer to a request; None when it is not for everybody, not yet checked for
    viruses, or no longer what was stored.
    """
    if stored.purpose not in OPEN or not stored.servable or condition_of(stored) != Damage.NONE:
        return None
    response = FileResponse(
        storage.open_key(stored.key),
        filename=stored.name,
        as_attachment=True,
        content_type=stored.content_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
