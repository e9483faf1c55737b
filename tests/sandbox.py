"""The partners in tests: the demo's sandbox in a process of its own, one for each worker."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from portal.demo.sandbox.partners import connectors

KEY = "key of the sandbox in tests"


@dataclass(frozen=True)
class Sandbox:
    """`url` is where it listens; a partner is under `/<its name>/`."""

    url: str

    def fault(self, partner: str, mode: str = "ok", **more: object) -> None:
        """From now on the partner behaves like that; `delay`, `status`, `part`."""
        self.post(f"_sandbox/{partner}/fault", mode=mode, **more)

    def traffic(self, partner: str) -> list[dict]:
        """What went to and fro, the oldest first."""
        return self.get(f"_sandbox/{partner}/traffic").json()["traffic"]

    def reset(self, portal: str = "") -> None:
        """Everyone forgets everything and behaves; `portal` is where partners call us."""
        self.post("_sandbox/reset", portal=portal)

    def get(self, path: str) -> httpx.Response:
        with _client() as client:
            return client.get(f"{self.url}/{path}").raise_for_status()

    def post(self, path: str, **told: object) -> httpx.Response:
        with _client() as client:
            return client.post(f"{self.url}/{path}", data=told).raise_for_status()


def _client() -> httpx.Client:
    return httpx.Client(trust_env=False, timeout=20)


def start(folder: Path, portal: str = "http://127.0.0.1:1") -> tuple[Sandbox, subprocess.Popen]:
    """A sandbox that keeps its files in `folder` and knows the portal at that address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = {"SECRET_KEY": KEY, "BASE_URL": portal, "PORTAL_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "portal.demo.sandbox", "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, **told}, stderr=subprocess.DEVNULL)
    found = Sandbox(f"http://127.0.0.1:{port}")
    try:
        _wait(found, server)
    except BaseException:
        server.kill()
        raise
    return found, server


def _wait(found: Sandbox, server: subprocess.Popen) -> None:
    for _ in range(400):
        try:
            found.get("healthz")
            return
        except httpx.TransportError:
            assert server.poll() is None, "the sandbox ended"
            time.sleep(0.05)
    raise AssertionError("the sandbox does not answer")


@pytest.fixture(scope="session")
def running_sandbox(tmp_path_factory):
    found, server = start(tmp_path_factory.mktemp("sandbox"))
    yield found
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture
def sandbox(running_sandbox, settings):
    """Every partner, forgetful and well behaved, with the portal's connectors pointed at it."""
    running_sandbox.reset()
    settings.CONNECTORS = connectors(running_sandbox.url, KEY)
    return running_sandbox
