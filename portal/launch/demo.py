"""`manage.py demo`: the whole portal on one machine, with the demo province."""

import argparse
import ctypes
import hashlib
import json
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from portal.launch.environment import PYTHON, ROOT
from portal.launch.folder import DataFolder, write_private
from portal.launch.supervisor import Program, Stopped, Supervisor, end_leftovers
from portal.launch.words import Problem, say, warn

LOOPBACK = "127.0.0.1"
QUEUES = "notices,documents,partners,upkeep"
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PDF_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
SOURCES = ("portal", "procedures", "dossiers", "editorial", "feedback", "static", "templates")


def run(arguments: list[str]) -> int:
    """Start everything and stay until Ctrl-C or TERM. Raises `Problem` when it cannot start."""
    options = _options(arguments)
    folder = DataFolder(Path(options.data))
    folder.open()
    with folder.held(f"bản chạy thử trên cổng {options.port} (demo on port {options.port})"):
        end_leftovers(folder.processes)
        if options.fresh:
            folder.clear()
        return _serve(folder, options.port)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", default=os.environ.get("PORTAL_DATA_DIR", ROOT / ".demo"))
    parser.add_argument("--fresh", action="store_true", help="forget the data of earlier starts")
    return parser.parse_args(arguments)


def _serve(folder: DataFolder, port: int) -> int:
    began = time.monotonic()
    doors = _Doors(port)
    supervisor = Supervisor(folder.processes)
    supervisor.listen()
    try:
        folder.keep_addresses(doors.environment())
        _start(folder, doors, supervisor)
        summary = _summary(folder, doors)
        write_private(folder.summary, json.dumps(summary, ensure_ascii=False, indent=2))
        _show(folder, summary, time.monotonic() - began)
        supervisor.watch()
    except Stopped:
        say("Đang dừng", "stopping")
    finally:
        supervisor.end()
        doors.close()
    say(f"Đã dừng. Dữ liệu còn trong {folder.root}", "stopped, the data is kept")
    return 0


class _Doors:
    """The addresses of this start. Held open here, so that a restart of a process keeps its door."""

    def __init__(self, port: int) -> None:
        self.web = _listen(port)
        self.smtp, self.mail = _listen_near(port + 1), _listen_near(port + 2)
        with _listen_near(port + 3) as free:
            self.sandbox = free.getsockname()[1]

    def close(self) -> None:
        for door in (self.web, self.smtp, self.mail):
            door.close()

    def port(self, door: socket.socket) -> int:
        return door.getsockname()[1]

    def environment(self) -> dict[str, str]:
        return {
            "BASE_URL": f"http://localhost:{self.port(self.web)}",
            "EMAIL_HOST": LOOPBACK,
            "EMAIL_PORT": str(self.port(self.smtp)),
            "MAIL_URL": f"http://localhost:{self.port(self.mail)}/",
            "SANDBOX_URL": f"http://{LOOPBACK}:{self.sandbox}",
        }


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port), backlog=256)
    except (OSError, OverflowError) as error:
        raise Problem(
            f"Không mở được cổng {port} ({error}). Có thể chương trình khác đang dùng; hãy chọn cổng"
            f" khác: python3 manage.py demo --port {port % 60000 + 10}",
            f"Port {port} cannot be opened ({error}). Another program may be using it; choose another:"
            f" python3 manage.py demo --port {port % 60000 + 10}",
        ) from error


def _listen_near(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError):
        return socket.create_server((LOOPBACK, 0))


def _start(folder: DataFolder, doors: _Doors, supervisor: Supervisor) -> None:
    say("Khởi động PostgreSQL và Redis", "starting PostgreSQL and Redis")
    for server in (folder.postgres, folder.redis):
        supervisor.begin(server)
    for server in (folder.postgres, folder.redis):
        _require(supervisor.wait_ready(server, 60), server.log)
    environment = {**os.environ, **folder.environment()}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    _prepare(folder, supervisor, environment)
    say("Khởi động cổng", "starting the portal")
    programs = _programs(folder, doors, environment)
    for program in programs:
        supervisor.begin(program)
    for program in programs:
        _require(supervisor.wait_ready(program, 90), program.log)


def _require(ready: bool, log: Path) -> None:
    if not ready:
        raise Problem(
            f"Một tiến trình không khởi động được. Xem nhật ký: {log}",
            f"A process did not start. See its log: {log}",
        )


def _prepare(folder: DataFolder, supervisor: Supervisor, environment: dict[str, str]) -> None:
    """Tables, static files and the demo province; skipped while nothing changed since the last time."""
    state = _state_of_sources()
    if folder.prepared.exists() and folder.prepared.read_text() == state:
        return
    say(
        "Chuẩn bị cơ sở dữ liệu, tệp tĩnh và dữ liệu mẫu",
        "preparing database, static files and the demo province",
    )
    log = folder.logs / "prepare.log"
    log.unlink(missing_ok=True)
    command = [PYTHON, "manage.py", "prepare_demo"]
    if supervisor.run_once(Program("prepare", command, environment, log)):
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise Problem(
            f"Không chuẩn bị được dữ liệu. Xem {log}:\n{tail}",
            f"The data could not be prepared. See {log}",
        )
    folder.prepared.write_text(state)


def _state_of_sources() -> str:
    """Changes whenever a file of the project does."""
    digest = hashlib.sha256()
    for source in SOURCES:
        for file in sorted((ROOT / source).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                seen = file.stat()
                digest.update(f"{file}:{seen.st_mtime_ns}:{seen.st_size}\n".encode())
    return digest.hexdigest()


def _programs(folder: DataFolder, doors: _Doors, environment: dict[str, str]) -> list[Program]:
    web, smtp, mail = (door.fileno() for door in (doors.web, doors.smtp, doors.mail))
    celery = [PYTHON, "-m", "celery", "--app", "portal.celery"]

    def program(
        name: str, command: list, answers: Callable[[], bool] = lambda: True, **more
    ) -> Program:
        return Program(name, command, environment, folder.logs / f"{name}.log", answers, **more)

    chosen = [
        program(
            "web",
            [PYTHON, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"fd://{web}"]
            + ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"]
            + ["--no-control-socket", "--graceful-timeout", "10"],
            lambda: _answers(f"http://{LOOPBACK}:{doors.port(doors.web)}/healthz"),
            keep=(web,),
        ),
        program(
            "mail",
            [PYTHON, "-m", "portal.demo.mailcatcher", "--folder", folder.root / "mail"]
            + ["--smtp-fd", str(smtp), "--http-fd", str(mail)],
            keep=(smtp, mail),
        ),
        program(
            "worker",
            [*celery, "worker", "--queues", QUEUES, "--concurrency", "2", "--loglevel", "INFO"],
        ),
        program(
            "beat",
            [
                *celery,
                "beat",
                "--schedule",
                folder.root / "beat",
                "--pidfile",
                "",
                "--loglevel",
                "INFO",
            ],
        ),
    ]
    if any(ROOT.glob("*/management/commands/sandbox.py")) or any(
        ROOT.glob("*/*/management/commands/sandbox.py")
    ):
        command = [PYTHON, "manage.py", "sandbox", "--port", str(doors.sandbox)]
        chosen.append(program("sandbox", command))
    return chosen


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _summary(folder: DataFolder, doors: _Doors) -> dict:
    """What `demo.json` says; the accounts were drawn by the demo province."""
    addresses = doors.environment()
    base = addresses["BASE_URL"]
    accounts = json.loads(folder.accounts.read_text()) if folder.accounts.exists() else []
    for account in accounts:
        if account.get("start_url", "").startswith("/"):
            account["start_url"] = base + account["start_url"]
    return {
        "base_url": base,
        "accounts": accounts,
        "mail_url": addresses["MAIL_URL"],
        "smtp": f"{LOOPBACK}:{addresses['EMAIL_PORT']}",
        "sandbox_url": addresses["SANDBOX_URL"],
        "data": str(folder.root),
        "pid": os.getpid(),
    }


def _show(folder: DataFolder, summary: dict, seconds: float) -> None:
    if missing := [name for name in PDF_LIBRARIES if not _loads(name)]:
        warn(
            f"Thiếu {', '.join(missing)}: chưa tạo được giấy tờ PDF, mọi phần khác vẫn hoạt động."
            f" Hãy chạy: apt-get install --no-install-recommends {PDF_PACKAGES}",
            f"Without {', '.join(missing)} no PDF papers can be made; everything else works."
            f" Run: apt-get install --no-install-recommends {PDF_PACKAGES}",
        )
    say(f"Sẵn sàng sau {seconds:.1f} giây", f"ready after {seconds:.1f} s")
    print(f"\n  Cổng dịch vụ công   {summary['base_url']}/")
    print(f"  Khu vực cán bộ      {summary['base_url']}/quan-tri/")
    print(f"  Thư điện tử đã gửi  {summary['mail_url']}")
    print(f"  Hệ thống đối tác    {summary['sandbox_url']}\n")
    for account in summary["accounts"]:
        print(f"  {account['role']:<16} {account['login']:<28} {account['password']}")
    print(f"\n  Tài khoản và khóa TOTP: {folder.summary}. Nhấn Ctrl-C để dừng.", flush=True)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
