"""`manage.py drill NAME`: the slow proofs, run by hand, printing their figures."""

import subprocess

from portal.launch.environment import PYTHON, ROOT
from portal.launch.words import Problem

DRILLS = {"chaos": "tests.drills.chaos"}


def run(arguments: list[str]) -> int:
    """Exit status of the drill. Raises `Problem` for a name that is none."""
    name = arguments[0] if arguments else ""
    if name not in DRILLS:
        known = ", ".join(sorted(DRILLS))
        raise Problem(f"Không có bài diễn tập “{name}”. Có: {known}.", f"Drills: {known}.")
    command = [PYTHON, "-m", DRILLS[name], *arguments[1:]]
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
