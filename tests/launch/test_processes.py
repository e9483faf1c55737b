import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.launch.processes import end_group, group_members, identity, spawn

QUIET = {"PATH": os.environ["PATH"]}
# A parent that ignores TERM, with a child of its own.
STUBBORN = """
import signal, subprocess, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(["sleep", "60"])
print("ready", flush=True)
time.sleep(60)
"""
# A supervisor in small: starts a sleeper in its own session, names it, and waits.
PARENT = """
import sys, time
from pathlib import Path
from portal.launch.processes import spawn
child = spawn(["sleep", "60"], environment={"PATH": "/usr/bin:/bin"}, log=Path(sys.argv[1]))
print(child.pid, flush=True)
time.sleep(60)
"""


def wait_until(condition, patience=10):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log"


def test_child_dies_when_its_parent_is_killed(log):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(log)], stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    assert identity(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: identity(child) is None)


def test_identity_is_kept_over_life_and_lost_with_it(log):
    child = spawn(["sleep", "60"], environment=QUIET, log=log)
    before = identity(child.pid)
    assert before == identity(child.pid)
    child.kill()
    wait_until(lambda: identity(child.pid) is None)  # already as a zombie
    child.wait()
    assert identity(child.pid) is None


def test_two_processes_have_two_identities(log):
    children = [spawn(["sleep", "60"], environment=QUIET, log=log) for _ in range(2)]
    assert len({identity(child.pid) for child in children}) == 2
    for child in children:
        end_group(child.pid, signal.SIGTERM, 5)
        child.wait()


def test_group_that_listens_ends_politely(log):
    child = spawn(["sleep", "60"], environment=QUIET, log=log)
    assert end_group(child.pid, signal.SIGTERM, 5) is True
    assert child.wait() == -signal.SIGTERM


def test_group_that_does_not_listen_is_killed_with_its_children(log):
    child = spawn([sys.executable, "-uc", STUBBORN], environment=QUIET, log=log)
    wait_until(lambda: "ready" in log.read_text())
    assert len(group_members(child.pid)) == 2
    assert end_group(child.pid, signal.SIGTERM, 0.3) is False
    assert group_members(child.pid) == []
    assert child.wait() == -signal.SIGKILL


def test_output_of_a_child_goes_to_its_log(log):
    child = spawn(["sh", "-c", "echo to out; echo to err >&2"], environment=QUIET, log=log)
    child.wait()
    assert Path(log).read_text() == "to out\nto err\n"
