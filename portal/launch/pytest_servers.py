"""Pytest plugin: one PostgreSQL and one Redis for the run, started before the settings are read.

The process that starts pytest starts the servers; workers of xdist find them by the environment and
take a Redis database and a data folder each, so that they cannot see one another.
"""

import os
import sys
from pathlib import Path

import pytest

from portal.launch.throwaway import Throwaway

HOME = "PORTAL_TEST_HOME"
_started: list[Throwaway] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    environment = Path(sys.prefix)
    if HOME not in os.environ:
        _started.append(Throwaway.started(environment))
        os.environ[HOME] = str(_started[0].home)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")
    servers = Throwaway(environment, Path(os.environ[HOME]))
    os.environ.update(servers.addresses(int(worker) + 1))


def pytest_unconfigure():
    for servers in _started:
        servers.end()
        del os.environ[HOME]
    _started.clear()
