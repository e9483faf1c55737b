"""Pytest plugin: one PostgreSQL and one Redis for the run, started before the settings are read.

The process that starts pytest starts the servers; workers of xdist inherit their addresses and
take a Redis database and a data folder each, so that they cannot see one another.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from portal.launch.servers import Postgres, Redis, start, stop

HOME = "PORTAL_TEST_HOME"
_running = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    environment = Path(sys.prefix)
    if HOME not in os.environ:
        os.environ[HOME] = tempfile.mkdtemp(prefix="portal-test-", dir="/tmp")
        home = Path(os.environ[HOME])
        for server in (
            Postgres(environment, home / "pg", fast=True),
            Redis(environment, home / "redis"),
        ):
            _running.append((server, start(server)))
    home = Path(os.environ[HOME])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")
    number = int(worker) + 1
    redis = Redis(environment, home / "redis").socket
    os.environ["DATABASE_URL"] = Postgres(environment, home / "pg").url
    os.environ["REDIS_URL"] = f"unix://{redis}?db={2 * number}"
    os.environ["BROKER_URL"] = f"redis+socket://{redis}?virtual_host={2 * number + 1}"
    os.environ["PORTAL_DATA_DIR"] = str(home / f"data{number}")


def pytest_unconfigure():
    if _running:
        for server, child in reversed(_running):
            stop(server, child)
        _running.clear()
        shutil.rmtree(os.environ.pop(HOME), ignore_errors=True)
