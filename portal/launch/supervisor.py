"""Keeps a set of processes alive until told to stop, and leaves none behind."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from portal.launch.folder import write_private
from portal.launch.processes import end_group, group_members, identity, spawn
from portal.launch.words import Problem, say, warn

FIRST_WAIT, LONGEST_WAIT, HEALTHY_AFTER = 0.5, 30.0, 30.0
TICK = 0.2


class Service(Protocol):
    """What the supervisor needs to know of a process."""

    name: str
    stop: signal.Signals
    patience: float
    log: Path

    def start(self) -> subprocess.Popen: ...
    def ready(self) -> bool: ...


@dataclass
class Program:
    """A process of the portal itself."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    answers: Callable[[], bool] = lambda: True
    keep: tuple[int, ...] = ()
    patience: float = 15.0
    stop: signal.Signals = signal.SIGTERM

    def start(self) -> subprocess.Popen:
        return spawn(self.command, environment=self.environment, log=self.log, keep=self.keep)

    def ready(self) -> bool:
        return self.answers()


@dataclass
class Child:
    """A service with its living process, or the moment it may be started again."""

    service: Service
    process: subprocess.Popen | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    again_at: float = 0.0
    once: bool = False


class Stopped(Exception):
    """Somebody asked for the end."""


class Supervisor:
    """Starts services in order, starts again what dies, stops in the opposite order.

    `register` is a file with the identity of every living child, for the start after a crash.
    """

    def __init__(self, register: Path) -> None:
        self.register = register
        self.children: list[Child] = []
        self.asked = 0

    def listen(self) -> None:
        """From now on Ctrl-C, TERM and a closed terminal ask for the end; twice: at once."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked += 1

    def begin(self, service: Service) -> None:
        """Start a service and watch it from now on."""
        child = Child(service)
        self.children.append(child)
        self._launch(child)

    def wait_ready(self, service: Service, patience: float) -> bool:
        """Watch everything until `service` answers; False after `patience` seconds."""
        deadline = time.monotonic() + patience
        while not service.ready():
            if time.monotonic() > deadline:
                return False
            self.tick()
        return True

    def run_once(self, program: Program) -> int:
        """Run a program to its end while watching the others; gives its exit status."""
        child = Child(program, once=True)
        self.children.append(child)
        self._launch(child)
        while child.process.poll() is None:
            self.tick()
        self.children.remove(child)
        self._write_register()
        return child.process.returncode

    def watch(self) -> None:
        """Stay until asked to stop."""
        while True:
            self.tick()

    def tick(self) -> None:
        """Look once after every child. Raises `Stopped` when the end was asked for."""
        if self.asked:
            raise Stopped
        for child in self.children:
            self._look_after(child)
        time.sleep(TICK)

    def end(self) -> None:
        """Stop everything, the last started first."""
        for child in reversed(self.children):
            if child.process:
                patience = child.service.patience if self.asked < 2 else 0.0
                end_group(child.process.pid, child.service.stop, patience)
                child.process.wait()
        self.children.clear()
        self.register.unlink(missing_ok=True)

    def _look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.again_at:
                self._launch_again(child)
        elif child.process.poll() is not None and not child.once:
            end_group(child.process.pid, signal.SIGTERM, 5)
            if now - child.started > HEALTHY_AFTER:
                child.wait = FIRST_WAIT
            self._postpone(
                child, f"mã {child.process.returncode}", f"status {child.process.returncode}"
            )

    def _launch_again(self, child: Child) -> None:
        try:
            self._launch(child)
        except Problem as problem:
            self._postpone(child, problem.vi, problem.en)
        except OSError as error:
            self._postpone(child, str(error), str(error))

    def _postpone(self, child: Child, vi: str, en: str) -> None:
        """Start `child` again after a wait that doubles each time."""
        warn(
            f"{child.service.name} đã dừng ({vi}), sẽ khởi động lại. Nhật ký: {child.service.log}",
            f"{child.service.name} ended ({en}), will be started again. Log: {child.service.log}",
        )
        child.process, child.again_at = None, time.monotonic() + child.wait
        child.wait = min(child.wait * 2, LONGEST_WAIT)

    def _launch(self, child: Child) -> None:
        child.process = child.service.start()
        child.started = time.monotonic()
        self._write_register()

    def _write_register(self) -> None:
        living = [
            {"name": child.service.name, "identity": identity(child.process.pid)}
            | {"pid": child.process.pid, "stop": int(child.service.stop)}
            for child in self.children
            if child.process
        ]
        write_private(self.register, json.dumps(living, indent=2))


def end_leftovers(register: Path) -> None:
    """End what an earlier supervisor left running, known by pid and the moment it was started."""
    try:
        entries = json.loads(register.read_text())
    except (OSError, ValueError):
        return
    for entry in reversed(entries):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        living = identity(entry["pid"])
        same_boot = str(entry["identity"]).startswith(boot)
        if same_boot and living in (None, entry["identity"]) and group_members(entry["pid"]):
            say(
                f"Dừng {entry['name']} còn lại từ lần trước",
                f"ending {entry['name']} left by an earlier start",
            )
            end_group(entry["pid"], signal.Signals(entry["stop"]), 15)
    register.unlink(missing_ok=True)
