"""The sheet as a tagged PDF of A4."""

from portal.documents.pdf import render
from portal.documents.qr import qr_svg
from procedures.printing.sheet import Sheet


def render_pdf(sheet: Sheet) -> bytes:
    """Raises PdfUnavailable when the libraries are missing."""
    context = {"sheet": sheet, "qr": qr_svg(sheet.scan)}
    return render("documents/form/form.html", context, title=sheet.title, lang="vi")
