"""Fonts made at set-up from the packages of the environment: small, static, complete in Vietnamese.

Plain Python over fontTools. The screen gets two subset WOFF2 files; papers get subset TTF files
with fixed weights, because a variable font makes the PDF renderer many times slower.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from portal.launch.servers import site_packages

VIETNAMESE = (
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
    + "\u0300\u0301\u0303\u0309\u0323"
)
LATIN = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)))
SIGNS = "–—‘’“”„†•…‰′″‹›₫€№™−≤≥≠×÷→←↑↓✓"
LETTERS = VIETNAMESE + LATIN + SIGNS

SANS = "fontpkg_be_vietnam_pro/files/BeVietnamPro-{}.ttf"
SERIF = "fontpkg_source_serif_4/files/SourceSerif4{}[opsz,wght].ttf"
WEB = {"be-vietnam-pro-400": "Regular", "be-vietnam-pro-600": "SemiBold"}
PAPER_SANS = {"be-vietnam-pro-400": "Regular", "be-vietnam-pro-700": "Bold"}
PAPER_SERIF = {
    "source-serif-400": ("", 400),
    "source-serif-700": ("", 700),
    "source-serif-400-italic": ("-Italic", 400),
}
READING_SIZE = 14


def build(environment: Path, target: Path) -> None:
    """Write `*.woff2` for the web and `paper/*.ttf` for papers into `target`; old ones stay."""
    packages = site_packages(environment)
    paper = target / "paper"
    paper.mkdir(parents=True, exist_ok=True)
    for name, style in WEB.items():
        _once(target / f"{name}.woff2", packages / SANS.format(style))
    for name, style in PAPER_SANS.items():
        _once(paper / f"{name}.ttf", packages / SANS.format(style))
    for name, (style, weight) in PAPER_SERIF.items():
        _once(paper / f"{name}.ttf", packages / SERIF.format(style), weight)


def _once(target: Path, source: Path, weight: int | None = None) -> None:
    """Write the font beside the target and move it there: a half font is never seen."""
    if target.exists():
        return
    font = _subset(TTFont(source))
    if weight:  # after the subset, which leaves a fifth of the work
        font = instantiateVariableFont(font, {"wght": weight, "opsz": READING_SIZE})
    font.flavor = "woff2" if target.suffix == ".woff2" else None
    draft = target.with_suffix(".part")
    font.save(draft)
    draft.replace(target)


def _subset(font: TTFont) -> TTFont:
    options = Options()
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum"]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    return font


if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent.parent
    build(Path(sys.prefix), root / "static" / "fonts")
