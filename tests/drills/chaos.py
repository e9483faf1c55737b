"""Servers and workers die while citizens file and officials decide: nothing lost, nothing doubled.

    python3 manage.py drill chaos --dossiers 500

A demo of its own is started; `crew` files and decides in it with several hands at once, while this
process kills PostgreSQL, Redis and the workers without warning, again and again. In the end every
action that was acknowledged must be there once, every paper made once, every notice sent, and
`verify all` must find nothing.
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from select import select
from typing import TextIO

from portal.launch.environment import PYTHON, ROOT
from portal.launch.folder import DataFolder
from portal.launch.processes import identity

VICTIMS = ("worker", "partners", "Redis", "PostgreSQL")
# Long enough to come back: what is down cannot be killed in the middle of its work.
PAUSE = (5.0, 25.0)
PATIENCE = 600
# Decisions leave without their hold, or the drill would wait for it.
AT_ONCE = {**os.environ, "DECISION_HOLD_MINUTES": "0"}


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="portal-chaos-") as home:
        folder = DataFolder(Path(home) / "data")
        demo = _start(folder, Path(home) / "demo.log")
        try:
            return _drill(folder, options)
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.wait(60)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py drill chaos", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=500)
    parser.add_argument("--hands", type=int, default=4, help="people who work at the same time")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    return parser.parse_args()


def _start(folder: DataFolder, log: Path) -> subprocess.Popen:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [PYTHON, "manage.py", "demo", "--port", str(port), "--data", str(folder.root)]
    with log.open("wb") as out:
        demo = subprocess.Popen(command, cwd=ROOT, env=AT_ONCE, stdout=out, stderr=out)
    deadline = time.monotonic() + PATIENCE
    while not folder.summary.exists():
        if demo.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"the demo did not start:\n{log.read_text()}")
        time.sleep(0.5)
    return demo


def _drill(folder: DataFolder, options: argparse.Namespace) -> int:
    seed = options.seed or random.SystemRandom().randrange(1, 10**6)
    chance = random.Random(seed)
    print(f"seed {seed}, {options.dossiers} dossiers, {options.hands} hands", flush=True)
    environment = AT_ONCE | folder.environment()
    command = [sys.executable, "-m", "tests.drills.crew", str(options.dossiers), str(options.hands)]
    began = time.monotonic()
    crew = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    crew.stdout.readline()
    killed = _kill_until(crew.stdout, folder, chance)
    print(f"killed: {killed} in the {time.monotonic() - began:.0f} s of the work", flush=True)
    print(crew.stdout.read(), flush=True)
    return crew.returncode or _verify(environment)


def _kill_until(told: TextIO, folder: DataFolder, chance: random.Random) -> dict[str, int]:
    """How often each was killed until the crew said something, or ended."""
    killed = dict.fromkeys(VICTIMS, 0)
    while not select([told], [], [], chance.uniform(*PAUSE))[0]:
        victim = chance.choice(VICTIMS)
        killed[victim] += _kill(folder, victim, chance)
    told.readline()
    return killed


def _kill(folder: DataFolder, name: str, chance: random.Random) -> int:
    """Kill the process, or one of its children, without warning; 1 when there was one."""
    living = json.loads(folder.processes.read_text())
    pids = [entry["pid"] for entry in living if entry["name"] == name]
    if not pids or identity(pids[0]) is None:
        return 0
    children = Path(f"/proc/{pids[0]}/task/{pids[0]}/children").read_text().split()
    victim = int(chance.choice([str(pids[0]), *children]))
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def _verify(environment: dict[str, str]) -> int:
    command = [PYTHON, "manage.py", "verify", "all"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
