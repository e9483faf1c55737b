import io
import re
import zipfile
import zlib

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader

from portal.documents.errors import UploadRefused
from portal.documents.inspection.refusals import refuse

MOST_PAGES = 500
MOST_STRUCTURE = 64 * 1024 * 1024
_STRUCTURE = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_TAIL = 2048


def check_pdf(data: bytes) -> int:
    """Reads the structure of a PDF to its last page and returns the number of pages.

    Raises UploadRefused when it is cut off, locked, double, a bomb, or runs a program on opening.
    """
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise refuse("TWO_IN_ONE")
    if b"%%EOF" not in data[-_TAIL:]:
        raise refuse("DAMAGED")
    _check_structure_size(data)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            raise refuse("LOCKED")
        pages = _count_pages(reader.root["/Pages"])
        _check_actions(reader.root)
    except UploadRefused:
        raise
    except Exception:  # whatever a reader trips over in hostile bytes, the file is damaged
        raise refuse("DAMAGED") from None
    if not pages:
        raise refuse("NO_PAGES")
    return pages


def _check_structure_size(data: bytes) -> None:
    """Unpacks the compressed object tables with a limit before a reader does it without one."""
    unpacked = 0
    for table in _STRUCTURE.finditer(data):
        start = data.find(b"stream", table.end())
        if start < 0:
            raise refuse("DAMAGED")
        body = data[start + len(b"stream") :].lstrip(b"\r\n")
        unpacker = zlib.decompressobj()
        try:
            unpacked += len(unpacker.decompress(body, MOST_STRUCTURE))
        except zlib.error:
            continue  # another filter; the reader decides
        if unpacker.unconsumed_tail or unpacked > MOST_STRUCTURE:
            raise refuse("TOO_LARGE_INSIDE")


def _count_pages(root: DictionaryObject) -> int:
    """Visits every leaf of the page tree, so that a page cut off is missed now and not later."""
    seen: set[tuple[int, int]] = set()
    waiting, pages = [root], 0
    while waiting:
        node = waiting.pop()
        if "/Kids" not in node:
            _ = node["/Type"], node.get("/Contents")
            pages += 1
            if pages > MOST_PAGES:
                raise refuse("TOO_MANY_PAGES", pages=f"> {MOST_PAGES}", limit=MOST_PAGES)
            continue
        for kid in _references(node["/Kids"]):
            if kid.reference in seen:
                raise refuse("DAMAGED")
            seen.add(kid.reference)
            waiting.append(kid.get_object())
    return pages


def _references(kids: ArrayObject) -> list[IndirectObject]:
    return [kids.raw_get(i) for i in range(len(kids))]


def _check_actions(root: DictionaryObject) -> None:
    action = root.get("/OpenAction")
    if isinstance(action, DictionaryObject) and action.get("/S") in ("/JavaScript", "/Launch"):
        raise refuse("ACTIVE")
    names = root.get("/Names")
    if "/AA" in root or (isinstance(names, DictionaryObject) and "/JavaScript" in names):
        raise refuse("ACTIVE")
