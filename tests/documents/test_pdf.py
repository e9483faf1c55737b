import importlib

import pytest
from django.template import engines
from PIL import ImageFile

from portal.documents import pdf
from portal.documents.errors import PdfUnavailable, UploadRefused
from portal.documents.inspection import inspect
from portal.documents.papers import render_paper
from portal.documents.rules.uploads import ALLOWANCES
from tests.documents import samples


@pytest.fixture
def without_pango(monkeypatch):
    """A machine whose system libraries are missing: the import fails as it does there."""
    pdf._weasyprint.cache_clear()
    real = importlib.import_module

    def fails(name, package=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", fails)
    yield
    pdf._weasyprint.cache_clear()


def test_a_machine_without_pango_is_told_what_to_install(without_pango):
    with pytest.raises(PdfUnavailable) as missing:
        render_paper(samples.receipt())
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in str(missing.value)
    assert "apt-get install" in pdf.available()


def test_where_the_libraries_are_there_nothing_is_missing():
    assert pdf.available() == ""
    pdf.warm()


@pytest.fixture
def page(monkeypatch):
    """Renders a template given as text."""

    def render(html: str) -> bytes:
        template = engines["django"].from_string(html)
        monkeypatch.setattr(pdf, "render_to_string", lambda name, context: template.render(context))
        return pdf.render("given.html", {}, title="Thử")

    return render


ESCAPES = [
    '<img src="http://127.0.0.1:9/a.png" alt="a">',
    '<img src="https://example.com/a.png" alt="a">',
    '<img src="file:///etc/hostname" alt="a">',
    '<img src="static:../pyproject.toml" alt="a">',
    '<img src="static:%2e%2e/manage.py" alt="a">',
    '<img src="static:css/../../portal/urls.py" alt="a">',
    '<img src="static://host/img/seal.svg" alt="a">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    '<object data="file:///etc/passwd" type="text/plain"></object>',
    '<link rel="attachment" href="file:///etc/passwd">',
]


@pytest.mark.parametrize("html", ESCAPES)
def test_a_paper_loads_nothing_but_the_portals_own_fonts_and_styles(page, html):
    try:
        made = page(f'<html lang="vi"><title>a</title><body>{html}')
    except ValueError as refused:
        assert "may not load" in str(refused) or "not in the static folder" in str(refused)
    else:
        assert b"/EmbeddedFile" not in made
        pytest.fail("the paper was made all the same")


def test_what_somebody_typed_cannot_become_part_of_the_page(page):
    paper = samples.refusal()
    reason = "<img src='file:///etc/passwd'><script>1</script>"
    attack = type(paper)(**{**vars(paper), "reason": reason})
    assert render_paper(attack).startswith(b"%PDF-")


def test_making_papers_does_not_make_uploads_accept_what_is_cut_off():
    pdf._weasyprint.cache_clear()
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    pdf.warm()
    photo = samples.picture()
    with pytest.raises(UploadRefused):
        inspect(photo[: len(photo) // 2], ALLOWANCES["DOSSIER_PAPER"])
