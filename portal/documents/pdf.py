"""HTML → tagged PDF (PDF/UA-1). The renderer loads on first use: the portal works without it."""

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override
from PIL import ImageFile

from portal.documents.errors import PdfUnavailable
from portal.documents.signing.pades import add_field

VARIANT = "pdf/ua-1"
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
SCHEME = "static"
SIGNATURE = "chu-ky"
POINTS = 0.75  # of a CSS pixel
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


@cache
def _weasyprint() -> ModuleType:
    try:
        renderer = importlib.import_module("weasyprint")
    except (OSError, ImportError) as missing:
        raise PdfUnavailable(
            "PDF rendering needs system libraries that are not installed. Install them with: "
            f"apt-get install --no-install-recommends {' '.join(PACKAGES)} ({missing})"
        ) from missing
    # The renderer tells Pillow to accept pictures cut short, for the whole process; uploads rely
    # on the opposite.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return renderer


def available() -> str:
    """Empty when papers can be rendered, otherwise what to install."""
    try:
        _weasyprint()
    except PdfUnavailable as missing:
        return str(missing)
    return ""


@cache
def _fonts() -> Any:
    return _weasyprint().text.fonts.FontConfiguration()


def warm() -> None:
    """Loads the libraries and reads the fonts once for this process."""
    render("documents/warm.html", {}, title="Ấm", lang="vi")


def _static_file(url: str) -> Path:
    """The file of the portal's static folder that `static:name` stands for. Raises ValueError."""
    parts = urlsplit(url)
    name = unquote(parts.path).lstrip("/")
    if parts.scheme != SCHEME or parts.netloc or Path(name).suffix not in TYPES:
        raise ValueError(f"a paper may not load {url}")
    for folder in settings.STATICFILES_DIRS:
        root = Path(folder).resolve()
        found = (root / name).resolve()
        if found.is_relative_to(root) and found.is_file():
            return found
    raise ValueError(f"{name} is not in the static folder")


@cache
def _fetcher() -> Any:
    urls = _weasyprint().urls

    class StaticOnly(urls.URLFetcher):
        """Papers load our own fonts and styles and nothing else: no network, no other file."""

        def fetch(self, url: str, headers: dict | None = None) -> Any:
            try:
                found = _static_file(url)
            except ValueError as refused:
                raise urls.FatalURLFetchingError(str(refused)) from refused
            kind = {"Content-Type": TYPES[found.suffix]}
            return urls.URLFetcherResponse(url, found.read_bytes(), kind)

    return StaticOnly()


def render(template: str, context: dict[str, Any], title: str, lang: str = "vi") -> bytes:
    """A template under `templates/` as a tagged PDF with its language and title.

    The template loads fonts and styles as `static:fonts/….ttf`. Raises PdfUnavailable naming the
    packages to install, and ValueError for a template that wants anything from elsewhere.
    """
    weasyprint = _weasyprint()
    with override(lang):
        html = render_to_string(template, {**context, "title": title, "lang": lang, "as_pdf": True})
    page = weasyprint.HTML(string=html, base_url=f"{SCHEME}:", url_fetcher=_fetcher())
    try:
        document = page.render(font_config=_fonts(), pdf_variant=VARIANT)
        return _with_signature_field(document.write_pdf(pdf_variant=VARIANT), document)
    except weasyprint.urls.FatalURLFetchingError as refused:
        raise ValueError(str(refused)) from refused


def _with_signature_field(pdf: bytes, document: Any) -> bytes:
    """The element with the id `chu-ky` becomes the place of the signature, whoever signs later."""
    for number, page in enumerate(document.pages):
        if SIGNATURE in page.anchors:
            x1, y1, x2, y2 = page.anchors[SIGNATURE]
            sides = (x1, page.height - y2, x2, page.height - y1)
            return add_field(pdf, number, tuple(round(side * POINTS) for side in sides))
    return pdf
