"""The Nu HTML checker over every kind of page that a test opened, in one run at the end.

Pages are collected as files of the run, one for each address name and status, and one for each
page that a browser looked at. Without the checker the run says loudly what it did not prove.
"""

import hashlib
import json
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portal.launch.pytest_servers import HOME
from portal.launch.tools import TOOLS

FAULTS = pytest.StashKey[list[str]]()
UNCHECKED = pytest.StashKey[int]()
# Elements newer than the checker's tables, and markup that Django's own admin pages keep.
TOLERATED = re.compile(r"Element “search” not allowed|Bad value “” for attribute “action”")
IN_ADMIN = re.compile(
    r"“option” without attribute “label” must not|The first “option” element in a"
)


def _folder() -> Path:
    folder = Path(os.environ[HOME]) / "pages"
    folder.mkdir(exist_ok=True)
    return folder


def collect(name: str, html: str) -> None:
    """Keep a page for the checker; the same name is checked once."""
    plain = re.sub(r"[^\w.-]+", "_", name)[:80]
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    (_folder() / f"{plain}.{mark}.html").write_text(html)


def check(pages: list[Path], vnu: str) -> list[str]:
    """What the checker finds wrong: page, line, words."""
    command = ["java", "-jar", vnu, "--errors-only", "--format", "json", *map(str, pages)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300)
    found = json.loads(answer.stderr)["messages"]
    return [
        f"{Path(fault['url']).name} line {fault.get('lastLine')}: {fault['message']}"
        f" – {' '.join(fault.get('extract', '').split())[:120]}"
        for fault in found
        if not (TOLERATED.search(fault["message"]) or _of_django(fault))
    ]


def _of_django(fault: dict) -> bool:
    """Whether the markup is that of Django's lists to search in; our own pages are held to it."""
    if not IN_ADMIN.search(fault["message"]):
        return False
    return "django-admin" in Path(urlsplit(fault["url"]).path).read_text()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput") or HOME not in os.environ:
        return
    pages = sorted(_folder().glob("*.html"))
    vnu = TOOLS["vnu"].find()
    if pages and not vnu:
        session.config.stash[UNCHECKED] = len(pages)
    elif pages:
        session.config.stash[FAULTS] = check(pages, vnu)
        if session.config.stash[FAULTS]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config) -> None:
    if faults := config.stash.get(FAULTS, []):
        terminalreporter.section(f"Nu HTML checker: {len(faults)} faults", red=True)
        for fault in faults:
            terminalreporter.line(fault)
    if unchecked := config.stash.get(UNCHECKED, 0):
        terminalreporter.section(f"NOT RUN: {unchecked} pages were not checked as HTML", red=True)
        terminalreporter.line(TOOLS["vnu"].reason())
