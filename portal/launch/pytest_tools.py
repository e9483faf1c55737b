"""Pytest plugin: a test says what it needs of the machine; without it the test is named as not run.

`@pytest.mark.needs("chromium")` with a name of `portal.launch.tools.TOOLS`; tests in
the browser need it without saying so. Fixture `tool` gives the path: `tool("vnu")`.
"""

from collections import Counter

import pytest

from portal.launch.tools import TOOLS

BROWSER_FIXTURES = {"browser", "browser_type"}
LEFT_OUT = pytest.StashKey[Counter]()


def pytest_configure(config):
    config.addinivalue_line("markers", "needs(tool): a program of the machine the test needs")
    config.stash[LEFT_OUT] = Counter()


def pytest_collection_modifyitems(config, items):
    kept, left = [], []
    for item in items:
        lacking = sorted(name for name in _needs(item) if not TOOLS[name].find())
        config.stash[LEFT_OUT].update(lacking)
        (left if lacking else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def _needs(item) -> set[str]:
    named = {name for mark in item.iter_markers("needs") for name in mark.args}
    in_browser = BROWSER_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return named | ({"chromium"} if in_browser else set())


def pytest_terminal_summary(terminalreporter, config):
    for name, tests in config.stash[LEFT_OUT].items():
        terminalreporter.section(f"NOT RUN: {tests} tests", red=True)
        terminalreporter.line(TOOLS[name].reason())


@pytest.fixture(scope="session")
def tool():
    """Path of a tool that the test declared with `needs`."""
    return lambda name: TOOLS[name].find()
