import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from portal.launch import checks
from portal.launch.tools import TOOLS, Tool

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "line",
    [
        "====== 12 passed in 3.21s ======",
        "====== 1 failed, 11 passed in 3.21s ======",
        "====== 2 errors in 0.10s ======",
        "====== no tests ran in 0.01s ======",
    ],
)
def test_line_with_the_counts_is_known(line):
    assert checks.COUNTS.search(line)


def run_pytest(folder, text):
    """A small run of its own, in a folder that knows only the plugin."""
    (folder / "test_small.py").write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-p", "portal.launch.pytest_tools"]
    bare = ["-p", "no:cacheprovider", "-p", "no:django", "-p", "no:randomly"]
    return subprocess.run(
        [*command, *bare, "-q"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PATH": "/nowhere"},
        capture_output=True,
        text=True,
    )


def test_test_without_its_tool_is_named_loudly_and_the_others_run(tmp_path):
    done = run_pytest(
        tmp_path,
        "import pytest\n"
        "@pytest.mark.needs('pdfsig')\n"
        "def test_signature(): assert False\n"
        "def test_other(): pass\n",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed, 1 deselected" in done.stdout
    assert "NOT RUN: 1 tests" in done.stdout
    assert "pdfsig is missing" in done.stdout


def test_test_in_a_browser_needs_one_without_saying_so(tmp_path):
    done = run_pytest(
        tmp_path,
        "import pytest\n"
        "@pytest.fixture\n"
        "def browser(): raise RuntimeError\n"
        "@pytest.fixture\n"
        "def visitor(browser): pass\n"
        "def test_story(visitor): pass\n",
    )
    assert "chromium is missing" in done.stdout
    assert "error" not in done.stdout


def test_what_cannot_be_installed_is_named_with_the_command(monkeypatch):
    absent = Tool("chromium", "journeys", lambda: None, ("chromium",))
    monkeypatch.setattr(checks, "TOOLS", {"chromium": absent})
    monkeypatch.setattr("portal.launch.tools._apt", lambda packages: None)
    [reason] = checks._missing_tools()
    assert "apt-get install --no-install-recommends chromium" in reason


FOUND = Tool("chromium", "journeys", lambda: "/usr/bin/chromium", ("chromium",))
ABSENT = Tool("vnu", "HTML", lambda: None, ())


@pytest.mark.parametrize(
    ("tool", "passes", "tests", "arguments", "status"),
    [
        (FOUND, True, 0, [], 0),
        (FOUND, False, 0, [], 1),
        (FOUND, True, 1, [], 1),
        (ABSENT, True, 0, [], 0),
        (ABSENT, True, 0, ["--strict"], 1),
    ],
)
def test_exit_status_says_whether_all_is_well(
    monkeypatch, capsys, tool, passes, tests, arguments, status
):
    seen = []
    monkeypatch.setattr(checks, "TOOLS", {tool.name: tool})
    monkeypatch.setattr(checks, "_servers", lambda: nullcontext({}))
    monkeypatch.setattr(checks, "_passes", lambda check, environment: passes)
    monkeypatch.setattr(
        checks,
        "_pytest",
        lambda chosen, environment: seen.append(chosen) or (tests, "= 7 passed ="),
    )
    assert checks.run([*arguments, "tests/kernel"]) == status
    assert seen == [["tests/kernel"]]
    assert capsys.readouterr().out.rstrip().endswith("= 7 passed =")


def test_every_tool_has_a_finder_that_answers():
    for tool in TOOLS.values():
        assert tool.find() is None or Path(tool.find()).name
