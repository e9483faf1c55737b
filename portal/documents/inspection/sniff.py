import io
import zipfile

import puremagic

from portal.documents.inspection.refusals import refuse
from portal.documents.rules.uploads import DOCX, HEIC, JPEG, LABELS, ODT, PDF, PNG

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def content_type(data: bytes) -> str | None:
    """What the bytes are, if they are one of the kinds the portal knows; the name plays no part."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return HEIC
    if data.startswith(b"PK\x03\x04"):
        return _office_type(data)
    return None


def _office_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                return DOCX
            if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
                return ODT if package.read("mimetype").decode("ascii", "replace") == ODT else None
    except (zipfile.BadZipFile, RuntimeError, EOFError):
        raise refuse("DAMAGED") from None
    return None


def require_allowed(data: bytes, allowed: tuple[str, ...]) -> str:
    """The content type, when it is one of those allowed; otherwise the refusal says what it is."""
    kind = content_type(data)
    if kind in allowed:
        return kind
    if kind is None and data.startswith(_OLE):
        raise refuse("TYPE", found="DOC/XLS", allowed=", ".join(LABELS[a] for a in allowed))
    if kind is None and (data[4:8] == b"ftyp" or data.startswith(b"\x1aE\xdf\xa3")):
        raise refuse("VIDEO")
    found = LABELS[kind] if kind else _guess(data)
    raise refuse("TYPE", found=found, allowed=", ".join(LABELS[a] for a in allowed))


def _guess(data: bytes) -> str:
    try:
        return puremagic.from_string(data).lstrip(".").upper() or "?"
    except puremagic.PureError:
        return "?"
