"""Programs of the machine that some tests need: where they are, and how they are installed."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.launch.environment import CACHE
from portal.launch.words import say

VNU_VERSION = "26.9.27"
VNU_HOME = CACHE / "vnu"
VNU = VNU_HOME / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")


@dataclass(frozen=True)
class Tool:
    """`proves` is what stays unproven without it; `packages` are Debian's; `given` says how a
    person gives what no package holds."""

    name: str
    proves: str
    find: Callable[[], str | None]
    packages: tuple[str, ...]
    further: Callable[[], None] = lambda: None
    given: str = ""

    def install(self) -> None:
        """Try; whether it worked is seen by `find`."""
        if self.given:
            return
        say(f"Cài {self.name}", f"installing {self.name}")
        if self.packages:
            _apt(self.packages)
        self.further()

    def reason(self) -> str:
        """Why it is not there, with the command that may install it."""
        if self.given:
            return f"{self.proves}: {self.name} are not here ({self.given})"
        how = f"apt-get install --no-install-recommends {' '.join(self.packages)}"
        return f"{self.proves}: {self.name} is missing and could not be installed ({how})"


def _which(*names: str) -> Callable[[], str | None]:
    return lambda: next(filter(None, map(shutil.which, names)), None)


def missing_pdf_libraries() -> list[str]:
    """Shared libraries without which no PDF can be made."""
    return [name for name in PDF_LIBRARIES if not _loads(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _vnu() -> str | None:
    return str(VNU) if VNU.exists() and shutil.which("java") else None


def _real_pages() -> str | None:
    folder = Path(os.environ.get("PORTAL_DATA", "")) / "procedures"
    return str(folder) if os.environ.get("PORTAL_DATA") and any(folder.glob("*.jsonl*")) else None


def _fetch_vnu() -> None:
    if not VNU.exists() and shutil.which("npm"):
        VNU_HOME.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        _quietly([*command, "--prefix", str(VNU_HOME), f"vnu-jar@{VNU_VERSION}"])


@cache
def _package_lists() -> None:
    _quietly(["apt-get", "update", "-q"])


def _apt(packages: tuple[str, ...]) -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _package_lists()
        _quietly(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages])


def _quietly(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "chromium",
            "journeys in a browser",
            _which("chromium", "chromium-browser", "google-chrome"),
            ("chromium",),
        ),
        Tool("pdfsig", "signatures seen by a second tool", _which("pdfsig"), ("poppler-utils",)),
        Tool(
            "pango",
            "papers as PDF",
            lambda: None if missing_pdf_libraries() else "libpango",
            ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        ),
        Tool(
            "real pages",
            "the importer on pages of the national portal",
            _real_pages,
            (),
            given="PORTAL_DATA names the folder that holds procedures/*.jsonl.gz",
        ),
        Tool("vnu", "the Nu HTML checker", _vnu, ("default-jre-headless", "npm"), _fetch_vnu),
    )
}
