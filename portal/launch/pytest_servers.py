"""Pytest plugin: one PostgreSQL and one Redis for the run, started before the settings are read.

The process that starts pytest starts the servers; workers of xdist inherit their addresses.
"""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from portal.launch.servers import start_postgres, start_redis

_running = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    if "DATABASE_URL" in os.environ:
        return
    home = Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp"))
    environment = Path(sys.prefix)
    _running.append((start_postgres(environment, home / "pg", fast=True), signal.SIGINT))
    _running.append((start_redis(environment, home / "redis"), signal.SIGTERM))
    _running.append(home)
    socket = str(home / "pg").replace("/", "%2F")
    os.environ["DATABASE_URL"] = f"postgres://postgres@{socket}/postgres"
    os.environ["REDIS_URL"] = f"unix://{home / 'redis' / 'redis.sock'}"
    os.environ["PORTAL_DATA_DIR"] = str(home / "data")


def pytest_unconfigure():
    for started in _running:
        if isinstance(started, Path):
            shutil.rmtree(started, ignore_errors=True)
        else:
            server, stop = started
            server.send_signal(stop)
            server.wait(timeout=10)
    _running.clear()
