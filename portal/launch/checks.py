"""`manage.py test`."""

import subprocess

from portal.launch.environment import PYTHON, ROOT


def run(arguments: list[str]) -> int:
    return subprocess.run([PYTHON, "-m", "pytest", *arguments], cwd=ROOT).returncode
