import json
import os
import signal
import subprocess
import sys
import time

import pytest

from portal.launch.processes import group_members, identity
from portal.launch.supervisor import Program, Stopped, Supervisor, end_leftovers

QUIET = {"PATH": os.environ["PATH"]}


@pytest.fixture
def supervisor(tmp_path):
    made = Supervisor(tmp_path / "processes.json")
    yield made
    made.end()


@pytest.fixture
def program(tmp_path):
    def make(name, *command, **more):
        return Program(name, command, QUIET, tmp_path / f"{name}.log", **more)

    return make


def tick_until(supervisor, condition, patience=15):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        supervisor.tick()


def pid_of(supervisor, number=0):
    process = supervisor.children[number].process
    return process and process.pid


def test_killed_child_is_started_again(supervisor, program, capsys):
    supervisor.begin(program("sleeper", "sleep", "60"))
    first = pid_of(supervisor)
    os.kill(first, signal.SIGKILL)
    tick_until(supervisor, lambda: pid_of(supervisor) not in (None, first))
    assert identity(pid_of(supervisor))
    assert "sleeper" in capsys.readouterr().out


def test_child_that_never_lives_is_started_less_and_less_often(supervisor, program, capsys):
    supervisor.begin(program("broken", "false"))
    waits = []
    tick_until(supervisor, lambda: waits.append(supervisor.children[0].wait) or waits[-1] >= 4)
    assert sorted(set(waits)) == [0.5, 1.0, 2.0, 4.0]
    assert capsys.readouterr().out.count("LƯU Ý") == 3


def test_program_that_cannot_be_found_does_not_end_the_supervisor(supervisor, program, capsys):
    supervisor.begin(program("sleeper", "sleep", "60"))
    supervisor.children[0].service.command = ["/no/such/program"]
    os.kill(pid_of(supervisor), signal.SIGKILL)
    tick_until(supervisor, lambda: "No such file" in capsys.readouterr().out)


def test_end_is_in_the_opposite_order_and_complete(supervisor, program, tmp_path):
    story = tmp_path / "story"
    script = f"trap 'echo $0 >> {story}; exit' TERM; echo up; sleep 60 & wait"
    for name in ("first", "second"):
        supervisor.begin(
            program(
                name,
                *["sh", "-c", script, name],
                answers=lambda name=name: "up" in (tmp_path / f"{name}.log").read_text(),
            )
        )
    for child in supervisor.children:
        assert supervisor.wait_ready(child.service, 10)
    groups = [child.process.pid for child in supervisor.children]
    supervisor.end()
    assert story.read_text() == "second\nfirst\n"
    assert [group_members(group) for group in groups] == [[], []]
    assert not supervisor.register.exists()


def test_waiting_gives_up_on_a_program_that_stays_silent(supervisor, program):
    mute = program("mute", "sleep", "60", answers=lambda: False)
    supervisor.begin(mute)
    assert supervisor.wait_ready(mute, 0.5) is False


def test_run_once_gives_the_status_and_does_not_start_again(supervisor, program):
    assert supervisor.run_once(program("once", "sh", "-c", "exit 3")) == 3
    assert supervisor.children == []


def test_asking_for_the_end_stops_the_watch(supervisor, program):
    supervisor.begin(program("sleeper", "sleep", "60"))
    supervisor._ask()
    with pytest.raises(Stopped):
        supervisor.watch()


LEFT_BEHIND = """
import os, sys
from pathlib import Path
from portal.launch import supervisor
# A child that outlives its parent: as if the kernel had not been asked to end it.
import portal.launch.processes as processes
processes.die_with_parent = lambda *_: None
folder = Path(sys.argv[1])
made = supervisor.Supervisor(folder / "processes.json")
made.begin(supervisor.Program("left", ["sleep", "60"], {"PATH": "/usr/bin:/bin"}, folder / "log"))
os._exit(9)
"""


@pytest.fixture
def left_behind(tmp_path):
    subprocess.run([sys.executable, "-c", LEFT_BEHIND, str(tmp_path)])
    register = tmp_path / "processes.json"
    pid = json.loads(register.read_text())[0]["pid"]
    yield register, pid
    if identity(pid):
        os.kill(pid, signal.SIGKILL)


def test_next_start_ends_what_was_left(left_behind, capsys):
    register, pid = left_behind
    assert identity(pid)
    end_leftovers(register)
    assert identity(pid) is None
    assert not register.exists()
    assert "left" in capsys.readouterr().out


@pytest.mark.parametrize("change", ["another start", "another boot"])
def test_process_that_only_has_the_same_number_is_left_alone(left_behind, change):
    register, pid = left_behind
    entries = json.loads(register.read_text())
    boot, number, started = entries[0]["identity"].split(":")
    other = {
        "another start": f"{boot}:{number}:{int(started) - 1}",
        "another boot": f"{'0' * 36}:{number}:{started}",
    }
    register.write_text(json.dumps([entries[0] | {"identity": other[change]}]))
    end_leftovers(register)
    assert identity(pid)


def test_register_that_was_cut_off_is_no_obstacle(tmp_path):
    (tmp_path / "processes.json").write_text('[{"pid": 1')
    end_leftovers(tmp_path / "processes.json")
