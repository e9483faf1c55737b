"""The sheet as a tagged PDF of A4."""

from portal.documents.pdf import render
from procedures.printing.sheet import Sheet


def render_pdf(sheet: Sheet) -> bytes:
    """Raises PdfUnavailable when the libraries are missing."""
    return render("documents/form/form.html", {"sheet": sheet}, title=sheet.title, lang="vi")
