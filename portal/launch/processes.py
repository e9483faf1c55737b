"""Child processes that die with their parent, and a way to know one again after a crash."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def die_with_parent(parent: int, how: signal.Signals) -> None:
    """In a child: ask the kernel for `how` when the parent is gone, even by kill -9."""
    _libc.prctl(_PR_SET_PDEATHSIG, how)
    if os.getppid() != parent:
        os._exit(1)


def look_like_nobody() -> None:
    """In a child of root: another user inside a user namespace, while files stay root's."""
    if _libc.unshare(_CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")


def become_nobody() -> None:
    """In a child of root: another user for good."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def spawn(
    command: list[str],
    *,
    environment: dict[str, str],
    log: Path,
    how: signal.Signals = signal.SIGTERM,
    disguise: Callable[[], None] | None = None,
    keep: Iterable[int] = (),
) -> subprocess.Popen:
    """Start a child in its own session, writing to `log`; it gets `how` when we die."""
    parent = os.getpid()

    def before() -> None:
        if disguise:
            disguise()
        die_with_parent(parent, how)

    with log.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=before,
            pass_fds=tuple(keep),
        )


def identity(pid: int) -> str | None:
    """Which process this is, the same over its life and never reused; None when it is gone.

    A zombie is gone: on a machine whose first process does not collect orphans it stays listed.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else f"{boot}:{pid}:{fields[19]}"


def group_members(group: int) -> list[int]:
    """Living processes of a process group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            pid = int(entry.name)
            try:
                if os.getpgid(pid) == group and identity(pid):
                    found.append(pid)
            except ProcessLookupError:
                continue
    return found


def end_group(group: int, how: signal.Signals, patience: float) -> bool:
    """End a process group: `how` to its first process, then TERM to those it forgot, then kill.

    The first process has `patience` seconds. True when nobody had to be killed.
    """
    _send(os.kill, group, how)
    if _comes_true(lambda: identity(group) is None, patience) and group_members(group):
        _send(os.killpg, group, signal.SIGTERM)
        _comes_true(lambda: not group_members(group), 2)
    if not group_members(group):
        return True
    _send(os.killpg, group, signal.SIGKILL)
    _comes_true(lambda: not group_members(group), 5)
    return False


def _send(to: Callable[[int, int], None], number: int, how: signal.Signals) -> None:
    try:
        to(number, how)
    except ProcessLookupError:
        return


def _comes_true(condition: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
