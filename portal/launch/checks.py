"""`manage.py test`: everything that must hold before a change is taken.

Lint, format, import contracts, missing migrations, Django's checks (for production too), then the
tests. What the machine could not run is named at the end; the last line counts the tests.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from portal.launch.environment import HOME, PYTHON, ROOT
from portal.launch.throwaway import Throwaway
from portal.launch.tools import TOOLS
from portal.launch.words import say

COUNTS = re.compile(r"\d+ (passed|failed|errors?)\b|no tests ran")
# What production refuses to start without; the values are good for nothing else.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "only-for-the-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "FIELD_KEYS": "check:" + "Y2hlY2s" * 6 + "Y=",
    "LOOKUP_KEY": "Y2hlY2s" * 6 + "Y=",
    "BASE_URL": "https://dichvucong.minhha.example",
    "TRUSTED_PROXIES": "1",
    "SIGNER": "portal.documents.signing.remote.RemoteSigner",
}


@dataclass(frozen=True)
class Check:
    """One command and what its success means."""

    name: str
    command: tuple
    environment: str = "portal.settings.test"


CHECKS = (
    Check("ruff check", (PYTHON, "-m", "ruff", "check", ".")),
    Check("ruff format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Check("import contracts", (HOME / "bin" / "lint-imports",)),
    Check("missing migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("system checks", (PYTHON, "manage.py", "check")),
    Check(
        "production settings",
        (PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        "portal.settings.production",
    ),
)


def run(arguments: list[str]) -> int:
    """Exit status: 0 when all that could run passed; with `--strict` all must have run."""
    strict = "--strict" in arguments
    chosen = [argument for argument in arguments if argument != "--strict"]
    not_run = _missing_tools()
    with _servers() as environment:
        results = {check.name: _passes(check, environment) for check in CHECKS}
        tests, counts = _pytest(chosen, environment)
    _report(results, not_run, counts)
    failed = tests or not all(results.values()) or (strict and not_run)
    return 1 if failed else 0


def _missing_tools() -> list[str]:
    for tool in TOOLS.values():
        if not tool.find():
            tool.install()
    return [tool.reason() for tool in TOOLS.values() if not tool.find()]


@contextmanager
def _servers() -> Iterator[dict[str, str]]:
    """A clean environment: nothing of a demo or an operator leaks into the tests."""
    servers = Throwaway.started(HOME)
    kept = {name: os.environ[name] for name in os.environ if not name.startswith("DJANGO_")}
    try:
        yield {**kept, **servers.addresses(), "PORTAL_TEST_HOME": str(servers.home)}
    finally:
        servers.end()


def _passes(check: Check, environment: dict[str, str]) -> bool:
    """Run a check; show its output only when it fails."""
    settings = {"DJANGO_SETTINGS_MODULE": check.environment}
    if check.environment == PRODUCTION["DJANGO_SETTINGS_MODULE"]:
        settings = PRODUCTION
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**environment, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    say(f"{check.name}: {'đạt' if done.returncode == 0 else 'KHÔNG ĐẠT'}", check.name)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


# A file stays with one worker, and files begin in the order that `tests/conftest.py` gives.
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")


def _pytest(arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Exit status and the line with the counts."""
    parallel = [] if any(part.startswith("-n") for part in arguments) else ["-n", "2"]
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    tests = subprocess.Popen(
        [PYTHON, "-m", "pytest", *parallel, *BY_FILE, *colour, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    counts = "no tests ran"
    for line in tests.stdout:
        print(line, end="", flush=True)
        if COUNTS.search(line):
            counts = line.rstrip()
    return tests.wait(), counts


def _report(results: dict[str, bool], not_run: list[str], counts: str) -> None:
    print()
    for name, passed in results.items():
        print(f"  {'ok  ' if passed else 'FAIL'}  {name}")
    for reason in not_run:
        print(f"  KHÔNG CHẠY ĐƯỢC / NOT RUN  {reason}")
    print(counts, flush=True)
