"""Prepares `.venv` from the hashed locks on a machine that has nothing but Python.

A second start finds the digests of the locks in the environment and skips all of it; two starts at
once wait for each other; a start that was cut off is done again.
"""

import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from portal.launch import troubles
from portal.launch.words import Problem, say, warn

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
STAMP = HOME / "portal.json"
CACHE = ROOT / ".cache"
RUNTIME, DEVELOPMENT = "requirements.lock", "dev.lock"
ROOM_NEEDED, ROOM = 1_500 * 1024 * 1024, "1,5 GB"
# Lines of uv and pip, several a package, that say nothing to somebody who waits.
QUIET = (" + ", " - ", " ~ ", "Collecting", "Requirement already")
UNREACHABLE = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "Failed to establish a new connection",
    "Could not find a version that satisfies",
    "error sending request",
    "dns error",
    "Network is unreachable",
    "Connection refused",
    "timed out",
)


def inside() -> bool:
    """Whether this very process runs in the prepared environment."""
    return Path(sys.prefix).resolve() == HOME.resolve()


def given() -> bool:
    """Whether somebody activated an environment of his own, as a container does: used as is."""
    return sys.prefix != sys.base_prefix and not inside() and find_spec("django") is not None


def ensure(*, development: bool = False) -> None:
    """Make the environment agree with the locks; says what it does.

    Raises `Problem` when it cannot, with what to do.
    """
    if _agrees(development):
        return
    with alone():
        if not _agrees(development):
            _prepare(development)


def _digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _stamp() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def _locks(development: bool) -> list[str]:
    """The locks to install: those asked for and those an earlier start installed."""
    return [RUNTIME, DEVELOPMENT] if development or DEVELOPMENT in _stamp() else [RUNTIME]


def _agrees(development: bool) -> bool:
    stamp = _stamp()
    return all(stamp.get(lock) == _digest(lock) for lock in _locks(development))


@contextmanager
def alone() -> Iterator[None]:
    """One start at a time may change the environment."""
    try:
        CACHE.mkdir(exist_ok=True)
        lock = (CACHE / "environment.lock").open("a")
    except OSError as error:
        raise troubles.project_read_only(ROOT) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(
                "Một lần chạy khác đang chuẩn bị môi trường, xin chờ",
                "another start is preparing the environment, waiting",
            )
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(development: bool) -> None:
    began = time.monotonic()
    _check_machine()
    locks = _locks(development)
    say(
        "Chuẩn bị môi trường Python trong .venv, lần đầu mất khoảng một phút",
        "preparing the Python environment in .venv, about a minute the first time",
    )
    _make_virtual_environment()
    STAMP.unlink(missing_ok=True)
    _install(locks)
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps({lock: _digest(lock) for lock in locks}))
    new.replace(STAMP)
    seconds = time.monotonic() - began
    say(
        f"Môi trường đã sẵn sàng sau {seconds:.0f} giây", f"environment ready after {seconds:.0f} s"
    )


def _check_machine() -> None:
    if not os.access(ROOT, os.W_OK):
        raise troubles.project_read_only(ROOT)
    if not HOME.exists() and shutil.disk_usage(ROOT).free < ROOM_NEEDED:
        raise troubles.DiskFull(ROOT, ROOM)
    tried = (sys.version_info[:2], sys.platform, platform.machine())
    if tried != ((3, 11), "linux", "x86_64"):
        warn(
            f"Dự án được kiểm thử trên Python 3.11, Linux x86-64; máy này: {tried}. Vẫn thử tiếp.",
            f"Tested on Python 3.11, Linux x86-64; this machine: {tried}. Trying anyway.",
        )


def _make_virtual_environment() -> None:
    if _runs("import pip"):
        return
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise troubles.no_venv(f"{sys.version_info.major}.{sys.version_info.minor}")
    if _runs("pass"):
        _run([str(PYTHON), "-m", "ensurepip"])
    else:
        _run([sys.executable, "-m", "venv", "--clear", str(HOME)])


def _runs(statement: str) -> bool:
    """Whether the environment's Python is there and can do this."""
    try:
        return subprocess.run([PYTHON, "-c", statement], capture_output=True).returncode == 0
    except OSError:
        return False


def _install(locks: list[str]) -> None:
    """With uv, which is several times faster; with pip alone when uv cannot be had."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    checked = ["install", "--require-hashes", "--only-binary", ":all:", "--progress-bar", "off"]
    try:
        _run([*pip, *checked, "--quiet", "-r", str(ROOT / "portal/launch/uv.txt")])
        _run(
            [str(HOME / "bin/uv"), "pip", "sync", "--python", str(PYTHON)]
            + ["--require-hashes", "--compile-bytecode", *locks],
            environment={"UV_SYSTEM_CERTS": "1", "UV_INDEX_URL": _index(pip)},
        )
    except troubles.DiskFull:
        raise
    except Problem:
        warn(
            "uv không cài được, chuyển sang pip, chậm hơn",
            "uv could not install, using pip, slower",
        )
        _run([*pip, *checked, *(part for lock in locks for part in ("-r", lock))])


def _index(pip: list[str]) -> str:
    """The package index this machine's pip is set to use, for uv does not read that setting."""
    asked = subprocess.run(
        [*pip, "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    return os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a tool, showing its lines as they come; turn its failure into words."""
    extra = {name: value for name, value in (environment or {}).items() if value}
    tool = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **extra},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    lines = []
    for line in tool.stdout:
        lines.append(line)
        if not line.startswith(QUIET):
            print(f"    {line.rstrip()}", flush=True)
    if tool.wait():
        raise _explained(command, "".join(lines))


def _explained(command: list[str], output: str) -> Problem:
    if "No space left on device" in output:
        return troubles.DiskFull(ROOT, ROOM)
    if any(sign in output for sign in UNREACHABLE):
        return troubles.no_network()
    return troubles.tool_failed(" ".join(command[:5]))
