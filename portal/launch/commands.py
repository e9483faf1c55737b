"""Any other management command; on a machine without settings it works on the demo's data."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from portal.launch.environment import ROOT
from portal.launch.folder import DataFolder
from portal.launch.servers import start, stop
from portal.launch.supervisor import end_leftovers
from portal.launch.troubles import Held

WITHOUT_SERVERS = {"help", "--help", "-h", "version", "--version"}


def run(argv: list[str]) -> int:
    """Run a command of Django, with servers for its length unless somebody gives them."""
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            folder = DataFolder(Path(os.environ.get("PORTAL_DATA_DIR", ROOT / ".demo")))
            folder.open()
            if WITHOUT_SERVERS.isdisjoint(argv[1:2]) and len(argv) > 1:
                stack.enter_context(_servers(folder, argv[1]))
            os.environ.update(folder.environment())
        return _django(argv)


def _django(argv: list[str]) -> int:
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    execute_from_command_line(argv)
    return 0


@contextmanager
def _servers(folder: DataFolder, command: str) -> Iterator[None]:
    """Those of a demo that is running, else our own until the command is done."""
    running: list[tuple[object, subprocess.Popen]] = []
    try:
        with folder.held(f"manage.py {command} (process {os.getpid()})"):
            end_leftovers(folder.processes)
            try:
                for server in (folder.postgres, folder.redis):
                    running.append((server, start(server)))
                yield
            finally:
                for server, child in reversed(running):
                    stop(server, child)
    except Held:
        if not (folder.postgres.ready() and folder.redis.ready()):
            raise
        yield
