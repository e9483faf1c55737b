"""The sheet as an open document (ODF 1.3), to be filled in with any word processor.

Written from templates like the PDF, so that both are one look at the same sheet: headings are
headings, tables name their first row, the language is Vietnamese. The same sheet gives the same
bytes.
"""

import io
import re
import zipfile

from django.template.loader import render_to_string
from django.utils.translation import override

from portal.documents.qr import qr_png
from portal.documents.rules.uploads import ODT
from procedures.printing.sheet import Sheet

FOLDER = "documents/form/odt"
PICTURE = "Pictures/scan.png"
PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BEGINNING = (1980, 1, 1, 0, 0, 0)


def render_odt(sheet: Sheet) -> bytes:
    """The whole package; its first entry says what it is, as readers of ODF want it."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as written:
        _write(written, "mimetype", ODT, zipfile.ZIP_STORED)
        with override("vi"):
            for part in PARTS:
                text = render_to_string(f"{FOLDER}/{part.rpartition('/')[2]}", {"sheet": sheet})
                _write(written, part, _NO_XML.sub("", text), zipfile.ZIP_DEFLATED)
        if sheet.scan:
            _write(written, PICTURE, qr_png(sheet.scan), zipfile.ZIP_STORED)
    return package.getvalue()


def _write(package: zipfile.ZipFile, name: str, said: str | bytes, compression: int) -> None:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.compress_type = compression
    package.writestr(entry, said.encode() if isinstance(said, str) else said)
