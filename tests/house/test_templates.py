"""Rules of the house for templates."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template

ROOT: Path = settings.BASE_DIR
TEMPLATES = ROOT / "templates"
PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
LONGEST = 120

# Found by Django or allauth by their own names, or put together from a name at run time.
FOUND_BY_NAME = re.compile(
    r"^(\d{3}|maintenance)\.html$|^(django/forms|admin|account|mfa|socialaccount|messages|pages/text|documents|sandbox)/|^components/\w+\.html$"
)
# Pieces of a page: each belongs to the module of its name.
PIECES = {
    "dossiers/desk/parts/": ROOT / "dossiers/admin/parts",
    "dossiers/detail/": ROOT / "dossiers/views/parts",
}
FORBIDDEN = {
    r"<script(?![^>]*\bsrc=)(?![^>]*json)": "inline script",
    r"<style\b": "inline style",
    r"\sstyle=": "style attribute",
    r"\son[a-z]+=": "event attribute",
    r"\|safe\b": "|safe: mark it where it is made",
    r"https?://(?!www\.w3\.org)": "another host",
    r"<br ?/>": "XHTML",
    r"\btodo\b(?! )": "unfinished",
}


def test_every_template_compiles():
    for name in PAGES:
        get_template(name)


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_forbidden(pattern):
    found = [
        f"{name}: {hit.group()}"
        for name in PAGES
        for hit in re.finditer(pattern, (TEMPLATES / name).read_text())
        if not name.startswith("documents/") or "style" not in FORBIDDEN[pattern]
    ]
    assert not found, f"{FORBIDDEN[pattern]}: {found}"


def test_every_template_is_used():
    sources = [
        *TEMPLATES.rglob("*.html"),
        *(p for p in ROOT.rglob("*.py") if ".venv" not in p.parts),
    ]
    text = "".join(path.read_text() for path in sources if "tests" not in path.parts)
    unused = [
        name
        for name in PAGES
        if not FOUND_BY_NAME.match(name) and not _is_piece(name) and name not in text
    ]
    assert not unused, unused


def _is_piece(name: str) -> bool:
    """A piece of a page whose module of the same name exists."""
    modules = (code / Path(name).stem for folder, code in PIECES.items() if name.startswith(folder))
    return any(module.with_suffix(".py").exists() for module in modules)


@pytest.mark.parametrize("folder", PIECES)
def test_every_piece_of_a_page_has_its_template(folder):
    modules = {path.stem for path in PIECES[folder].glob("*.py")} - {"__init__"}
    assert modules == {path.stem for path in (TEMPLATES / folder).glob("*.html")}


def test_templates_stay_short():
    long = {
        name: lines
        for name in PAGES
        if (lines := len((TEMPLATES / name).read_text().splitlines())) > LONGEST
    }
    assert not long, long


def test_long_texts_have_their_twin():
    texts = TEMPLATES / "pages" / "text"
    for vietnamese in texts.glob("*.vi.html"):
        english = vietnamese.with_name(vietnamese.name.replace(".vi.", ".en."))
        shape = [
            re.findall(r"<(h2|h3|li|details|dt)\b", path.read_text())
            for path in (vietnamese, english)
        ]
        assert shape[0] == shape[1], vietnamese.name


def test_html_templates_extend_a_page_of_the_house():
    """A file with a whole page of its own is a second house; three are known and stand alone."""
    alone = {"base.html", "layouts/standalone.html"}
    found = {
        name
        for name in PAGES
        if re.search(r"<html\b", (TEMPLATES / name).read_text())
        and not name.startswith(("documents/", "sandbox/"))
    }
    assert found <= alone, found - alone


def test_ui_tags_need_no_load():
    assert "portal.pages.templatetags.ui" in engines["django"].engine.builtins
