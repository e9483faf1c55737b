"""Budgets of weight, and colours that can be read, measured on what is really served."""

import gzip
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from portal.launch import drawings
from portal.pages import stylesheet

STATIC: Path = settings.BASE_DIR / "static"
KB = 1024
TEXT, LARGE = 7.0, 4.5

# On which grounds each ink is used. The first of a pair is the ink.
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "red") for ground in ("paper", "card", "sand")],
    ("red-dark", "sand"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-frame", "frame"),
    ("on-frame", "frame-deep"),
    ("gold-bright", "frame-deep"),
    ("on-foot", "foot"),
    ("gold-bright", "foot"),
    *[(kind, f"{kind}-ground") for kind in ("ok", "warn", "bad", "info")],
    *[("ink", f"{kind}-ground") for kind in ("ok", "warn", "bad", "info")],
    *[(kind, ground) for kind in ("ok", "bad", "warn", "info") for ground in ("paper", "card")],
]
CONTROL_PAIRS = [
    *[("line-strong", ground) for ground in ("paper", "card", "sand")],
    *[("focus", "paper"), ("gold", "paper"), ("gold-bright", "frame")],
]


def weight(*paths: str) -> int:
    return sum(len(gzip.compress(Path(finders.find(path)).read_bytes())) for path in paths)


def test_one_light_stylesheet():
    assert weight(stylesheet.NAME) <= 15 * KB


def test_light_scripts():
    ours = [str(path.relative_to(STATIC)) for path in (STATIC / "js").glob("*.js")]
    assert weight("django_htmx/htmx-2.min.js", *ours) <= 25 * KB


def test_light_fonts():
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert len(fonts) == 2
    assert sum(font.stat().st_size for font in fonts) <= 64 * KB


def test_every_source_is_in_the_bundle():
    bundle = stylesheet.bundle()
    for source in stylesheet.sources():
        classes = re.findall(r"\.([a-z][\w-]+)", source.read_text())
        assert all(f".{name}" in bundle for name in classes), source
    assert bundle.count("{") == bundle.count("}")


def test_bundle_is_newer_than_its_sources(tmp_path, monkeypatch):
    monkeypatch.setattr(stylesheet, "BUILT", tmp_path)
    monkeypatch.setattr(stylesheet, "SOURCES", tmp_path / "sources")
    monkeypatch.setattr(stylesheet, "__file__", str(tmp_path / "x.css"))
    (tmp_path / "sources").mkdir()
    (tmp_path / "x.css").touch()
    source = tmp_path / "sources" / "base.css"
    finder = stylesheet.StylesheetFinder()
    source.write_text("a { color: red; }")
    assert "red" in Path(finder.find(stylesheet.NAME)).read_text()
    source.write_text("a { color: blue; }")
    later = (tmp_path / stylesheet.NAME).stat().st_mtime + 1
    os.utime(source, (later, later))
    assert "blue" in Path(finder.find(stylesheet.NAME)).read_text()


def test_older_browsers_get_the_day():
    css = stylesheet._for_older_browsers(":root { --ink: light-dark(#111, rgb(1 2 3)); --s: 1px; }")
    plain, both = css.split("@supports")
    assert "--ink:#111;" in plain
    assert "light-dark" not in plain
    assert "light-dark(#111, rgb(1 2 3))" in both


@pytest.mark.parametrize(
    ("css", "squeezed"),
    [
        ("a { color : red ; }\n/* x; { */ b  c { margin: 0 }", "a{color : red}b c{margin: 0}"),
        ('a::before { content: "a,  b"; }', 'a::before{content: "a,  b"}'),
        ("a { width: calc(1px + 2px); }", "a{width: calc(1px + 2px)}"),
    ],
)
def test_squeezing_changes_no_meaning(css, squeezed):
    assert stylesheet._squeeze(css) == squeezed


def tokens(contrast: str) -> dict[str, tuple[str, str]]:
    """Name → colour by day and by night."""
    text = (STATIC / "css" / "tokens.css").read_text()
    pair = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)")
    ordinary, more = text.split('[data-contrast="more"]')
    found = {name: (day, night) for name, day, night in pair.findall(ordinary)}
    if contrast == "more":
        found |= {name: (day, night) for name, day, night in pair.findall(more)}
    return found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("setting", ["normal", "more"])
@pytest.mark.parametrize("light", [0, 1], ids=["day", "night"])
def test_colours_can_be_read(setting, light):
    known = tokens(setting)
    weak = [
        f"{ink} on {ground}: {ratio:.2f}"
        for pairs, least in ((TEXT_PAIRS, TEXT), (CONTROL_PAIRS, 3.0))
        for ink, ground in pairs
        if (ratio := contrast(known[ink][light], known[ground][light])) < least
    ]
    assert not weak, weak


def test_only_tokens_name_colours():
    """Elsewhere a colour has a name, so that every theme reaches it."""
    allowed = {"tokens.css", "print.css", "qr.css"}
    loose = [
        f"{source.name}: {colour}"
        for source in stylesheet.sources()
        if source.name not in allowed
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\.svg)", source.read_text())
    ]
    assert not loose, loose


def test_sheets_use_tokens_that_exist():
    text = "".join(source.read_text() for source in stylesheet.sources())
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    plain = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert not plain - defined, plain - defined


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_drawings_are_what_the_script_draws(name):
    assert (STATIC / "img" / name).read_text() == drawings.DRAWINGS[name]()


def test_icons_named_in_templates_exist():
    sheet = (STATIC / "img" / "icons.svg").read_text()
    known = set(re.findall(r'<symbol id="(\w+)"', sheet))
    used = {
        name
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r"""(?:\{% icon |icon=)["'](\w+)["']""", template.read_text())
    }
    assert not used - known, used - known
