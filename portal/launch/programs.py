"""The processes of the portal itself, as the demo runs them."""

from functools import partial
from pathlib import Path

from portal.launch.doors import Doors, port_of
from portal.launch.environment import PYTHON, ROOT
from portal.launch.folder import DataFolder
from portal.launch.health import answers
from portal.launch.supervisor import Program

# Name of the worker → the queues it takes and how many tasks at a time. Partners may hang for as
# long as a call may last, so nothing else waits behind them.
WORKERS = {"worker": ("notices,documents,upkeep", 2), "partners": ("partners", 5)}
CELERY = [PYTHON, "-m", "celery", "--app", "portal.celery"]


def programs(folder: DataFolder, doors: Doors, environment: dict[str, str]) -> list[Program]:
    """Web first: it is what people wait for."""
    make = partial(_program, folder, environment)
    web, smtp, mail = (door.fileno() for door in (doors.web, doors.smtp, doors.mail))
    found = [
        make("web", _web(web), keep=(web,), answers=partial(answers, port_of(doors.web))),
        make("mail", _mail(folder.root / "mail", smtp, mail), keep=(smtp, mail)),
        *(make(name, _worker(name, *told)) for name, told in WORKERS.items()),
        make("beat", [*CELERY, "beat", "-s", folder.root / "beat", "--pidfile", "", "-l", "INFO"]),
    ]
    if any((ROOT / "portal").rglob("management/commands/sandbox.py")):
        sandbox = [PYTHON, "manage.py", "sandbox", "--port", str(doors.sandbox_port)]
        found.append(make("sandbox", sandbox))
    return found


def preparation(folder: DataFolder, environment: dict[str, str]) -> Program:
    """Runs once before the others."""
    return _program(folder, environment, "prepare", [PYTHON, "manage.py", "prepare_demo"])


def _program(
    folder: DataFolder, environment: dict[str, str], name: str, command: list, **more
) -> Program:
    return Program(name, command, environment, folder.logs / f"{name}.log", **more)


def _web(door: int) -> list:
    return [
        *[PYTHON, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"fd://{door}"],
        *["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"],
        *["--no-control-socket", "--graceful-timeout", "10"],
    ]


def _worker(name: str, queues: str, at_once: int) -> list:
    takes = ["worker", "-n", f"{name}@%h", "-Q", queues, "--concurrency", str(at_once)]
    return [*CELERY, *takes, "-l", "INFO"]


def _mail(folder: Path, smtp: int, page: int) -> list:
    catcher = [PYTHON, "-m", "portal.demo.mailcatcher", "--folder", folder]
    return [*catcher, "--smtp-fd", str(smtp), "--http-fd", str(page)]
