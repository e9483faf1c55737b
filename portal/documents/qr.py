"""QR codes, for pages and papers alike."""

import io

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr_svg(text: str, *, label: str = "") -> SafeString:
    """A QR code (error correction M) as inline SVG with a text alternative; empty for no text.

    Its size comes from the style sheet; the quiet zone of four modules is part of the picture.
    """
    if not text:
        return SafeString("")
    code = _code(text)
    size = code.symbol_size(border=4)[0]
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" '
        'aria-label="{}" shape-rendering="crispEdges"><rect width="100%" height="100%" '
        'fill="#fff"/><path d="{}" fill="#000"/></svg>',
        size,
        size,
        label or text,
        path,
    )


def qr_png(text: str) -> bytes:
    """The same code as a picture, for documents that hold no drawings."""
    picture = io.BytesIO()
    _code(text).save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)
