"""One stylesheet from many small files: `css/portal.css`, found like any other static file.

Each file of `static/css` goes into the cascade layer of its place, so that no source repeats it
and no component can out-shout a token. The bundle is written anew whenever a source is newer.
"""

import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/portal.css"
LAYERS = ("tokens", "base", "layout", "components", "areas", "print")
SOURCES = settings.BASE_DIR / "static" / "css"
BUILT = settings.BASE_DIR / ".cache" / "static"

_TWO_TONES = re.compile(r"(--[\w-]+):\s*light-dark\(((?:[^(),]|\([^()]*\))+),[^;]*;")
_NOISE = re.compile(r'("[^"]*")|\s*/\*.*?\*/\s*|\s*([{};,])\s*|\s+', re.DOTALL)


def sources() -> list[Path]:
    return sorted(SOURCES.rglob("*.css"))


def layer_of(source: Path) -> str:
    if source.parent.name == "components":
        return "components"
    return source.stem if source.stem in LAYERS else "areas"


def bundle() -> str:
    """All sources in the order of their layers, without comments and needless space."""
    by_layer = sorted(sources(), key=lambda source: (LAYERS.index(layer_of(source)), source.name))
    parts = [f"@layer {','.join(LAYERS)};"]
    for source in by_layer:
        text = _for_older_browsers(source.read_text())
        parts.append(f"@layer {layer_of(source)}{{{_squeeze(text)}}}")
    return "".join(parts)


def _for_older_browsers(text: str) -> str:
    """Browsers without light-dark() get the day value, in a rule before the one they drop."""

    def fallback(rule: re.Match) -> str:
        day = "".join(f"{name}:{value};" for name, value in _TWO_TONES.findall(rule[2]))
        if not day:
            return rule[0]
        both = f"@supports (color:light-dark(red,red)){{{rule[1]}{{{rule[2]}}}}}"
        return f"{rule[1]}{{{_TWO_TONES.sub('', rule[2])}{day}}}{both}"

    return re.sub(r"([^{}]+)\{([^{}]*)\}", fallback, text) if "light-dark(" in text else text


def _squeeze(text: str) -> str:
    def keep(found: re.Match) -> str:
        if "/*" in found[0] and not found[1]:
            return ""
        return found[1] or found[2] or " "

    return _NOISE.sub(keep, text).replace(";}", "}").strip()


class StylesheetFinder(BaseFinder):
    """Offers the bundle to `static`, `runserver` and `collectstatic`."""

    storage = FileSystemStorage(location=BUILT)

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        if path != NAME:
            return []
        built = self._fresh()
        return [built] if find_all else built

    def list(self, ignore_patterns: list[str] | None) -> object:
        self._fresh()
        yield NAME, self.storage

    def _fresh(self) -> str:
        built = BUILT / NAME
        newest = max(source.stat().st_mtime for source in [*sources(), Path(__file__)])
        if not built.exists() or built.stat().st_mtime < newest:
            built.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=built.parent, delete=False) as new:
                new.write(bundle())
            Path(new.name).chmod(0o644)
            Path(new.name).replace(built)
        return str(built)
