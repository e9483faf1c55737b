"""PDFs shown in the window of the clerk, ready to be printed. All are the portal's own."""

from typing import IO

from csp.decorators import csp_replace
from django.http import FileResponse, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

PDF = "application/pdf"
# A page that prints one of them by itself holds it in a frame.
FRAMES = {"frame-src": ["'self'"]}
IN_A_FRAME = {"frame-ancestors": ["'self'"]}


def printable(view):
    """A view that answers with a PDF which a page of ours may hold in a frame to print it."""
    return xframe_options_sameorigin(csp_replace(IN_A_FRAME)(view))


def shown(file: IO[bytes], name: str) -> FileResponse:
    """The PDF inline, never kept by a cache."""
    response = FileResponse(file, filename=name, content_type=PDF, as_attachment=False)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def made(pdf: bytes, name: str) -> HttpResponse:
    """A PDF made for this request."""
    response = HttpResponse(pdf, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
