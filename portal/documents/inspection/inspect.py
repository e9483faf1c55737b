from dataclasses import dataclass

from portal.documents.inspection.images import check_image, heic_to_jpeg
from portal.documents.inspection.office import check_office
from portal.documents.inspection.pdfs import check_pdf
from portal.documents.inspection.refusals import refuse
from portal.documents.inspection.sniff import require_allowed
from portal.documents.rules.uploads import HEIC, JPEG, MIB, PDF, PNG, Allowance


@dataclass(frozen=True)
class Inspected:
    """What will be stored: its type, its bytes, its pages where the type has pages."""

    content_type: str
    data: bytes
    pages: int | None = None


def inspect(data: bytes, allowance: Allowance) -> Inspected:
    """Accepts the bytes under the allowance, or raises UploadRefused. HEIC comes back as JPEG."""
    if not data.strip(b"\x00"):
        raise refuse("EMPTY")
    if len(data) > allowance.max_bytes:
        size = f"{len(data) / MIB:.1f}"
        raise refuse("TOO_BIG", size=size, limit=allowance.max_megabytes)
    kind = require_allowed(data, allowance.types)
    if kind == PDF:
        return Inspected(PDF, data, check_pdf(data))
    if kind == HEIC:
        return Inspected(JPEG, heic_to_jpeg(data), 1)
    if kind in (JPEG, PNG):
        check_image(data, kind)
        return Inspected(kind, data, 1)
    check_office(data)
    return Inspected(kind, data)
