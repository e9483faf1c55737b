"""What `manage.py` does: prepare the environment, go into it, and hand on to the right command."""

import os
import sys

from portal.launch import assets, checks, commands, demo, drills, environment, one_time_code
from portal.launch.words import Problem, complain

# What is not Django's; every other command is.
COMMANDS = {
    "demo": demo.run,
    "code": one_time_code.run,
    "drill": drills.run,
    "test": checks.run,
}


def main(argv: list[str]) -> int:
    """Exit status of the command. What a person can put right is told without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        return _run(argv)
    except Problem as problem:
        complain(problem)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(argv: list[str]) -> int:
    command = argv[1] if len(argv) > 1 else "help"
    if not environment.given():
        environment.ensure(development=command in ("drill", "test"))
        if not environment.inside():
            sys.stdout.flush()
            os.execv(environment.PYTHON, [environment.PYTHON, *argv])
    assets.refresh()
    if command in COMMANDS:
        return COMMANDS[command](argv[2:])
    return commands.run(argv)
