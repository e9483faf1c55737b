"""`manage.py demo`: the whole portal on one machine, with the demo province."""

import argparse
import hashlib
import json
import os
import time
from contextlib import closing
from pathlib import Path

from portal.launch import schema
from portal.launch.doors import Doors
from portal.launch.environment import ROOT
from portal.launch.folder import DEMO, DataFolder, write_private
from portal.launch.programs import preparation, programs
from portal.launch.supervisor import Service, Stopped, Supervisor, end_leftovers
from portal.launch.tools import TOOLS, missing_pdf_libraries
from portal.launch.troubles import ProcessFailed
from portal.launch.words import say, warn

SOURCES = ("portal", "procedures", "dossiers", "editorial", "feedback", "static", "templates")


def run(arguments: list[str]) -> int:
    """Start everything and stay until Ctrl-C or TERM. Raises `Problem` when it cannot start."""
    options = _options(arguments)
    folder = DataFolder(Path(options.data))
    folder.open()
    with folder.held(f"{DEMO} --port {options.port} (process {os.getpid()})"):
        end_leftovers(folder.processes)
        if options.fresh:
            folder.clear()
        with closing(Doors(options.port)) as doors:
            _serve(folder, doors)
    say(f"Đã dừng. Dữ liệu còn trong {folder.root}", "stopped, the data is kept")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", default=os.environ.get("PORTAL_DATA_DIR", ROOT / ".demo"))
    parser.add_argument("--fresh", action="store_true", help="forget the data of earlier starts")
    return parser.parse_args(arguments)


def _serve(folder: DataFolder, doors: Doors) -> None:
    began = time.monotonic()
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


def _start(folder: DataFolder, doors: Doors, supervisor: Supervisor) -> None:
    say("Khởi động PostgreSQL và Redis", "starting PostgreSQL and Redis")
    if not folder.postgres.data.exists():
        schema.lay_kept(folder.postgres.packages, folder.postgres)
    _begin(supervisor, [folder.postgres, folder.redis])
    environment = {**os.environ, **folder.environment()}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    _prepare(folder, supervisor, environment)
    say("Khởi động cổng", "starting the portal")
    _begin(supervisor, programs(folder, doors, environment))


def _begin(supervisor: Supervisor, services: list[Service]) -> None:
    """Start services at once, then wait for each. Raises `ProcessFailed`."""
    for service in services:
        supervisor.begin(service)
    for service in services:
        if not supervisor.wait_ready(service, patience=120):
            raise ProcessFailed(service.name, service.log)


def _prepare(folder: DataFolder, supervisor: Supervisor, environment: dict[str, str]) -> None:
    """Tables, static files, the demo province; skipped while no file of the project changed."""
    state = _state_of_sources()
    if folder.prepared.exists() and folder.prepared.read_text() == state:
        return
    say(
        "Chuẩn bị cơ sở dữ liệu, tệp tĩnh và dữ liệu mẫu",
        "preparing database, static files and the demo province",
    )
    program = preparation(folder, environment)
    program.log.unlink(missing_ok=True)
    if supervisor.run_once(program):
        raise ProcessFailed(program.name, program.log)
    folder.prepared.write_text(state)


def _state_of_sources() -> str:
    digest = hashlib.sha256()
    for source in SOURCES:
        for file in sorted((ROOT / source).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                seen = file.stat()
                digest.update(f"{file}:{seen.st_mtime_ns}:{seen.st_size}\n".encode())
    return digest.hexdigest()


def _summary(folder: DataFolder, doors: Doors) -> dict:
    """What `demo.json` says; accounts and partners were written down by the demo province."""
    addresses = doors.environment()
    base = addresses["BASE_URL"]
    accounts = json.loads(folder.accounts.read_text()) if folder.accounts.exists() else []
    for account in accounts:
        account["start_url"] = f"{base}{account['start_url']}"
    sandboxes = json.loads(folder.sandboxes.read_text()) if folder.sandboxes.exists() else []
    for partner in sandboxes:
        partner["url"] = f"{addresses['SANDBOX_URL']}{partner['url']}"
    return {
        "base_url": base,
        "accounts": accounts,
        "mail_url": addresses["MAIL_URL"],
        "smtp": f"{addresses['EMAIL_HOST']}:{addresses['EMAIL_PORT']}",
        "sandbox_url": addresses["SANDBOX_URL"],
        "sandboxes": sandboxes,
        "data": str(folder.root),
        "pid": os.getpid(),
    }


def _show(folder: DataFolder, summary: dict, seconds: float) -> None:
    if missing := ", ".join(missing_pdf_libraries()):
        command = f"apt-get install --no-install-recommends {' '.join(TOOLS['pango'].packages)}"
        warn(
            f"Thiếu {missing}: chưa tạo được PDF, mọi phần khác vẫn chạy. Hãy chạy: {command}",
            f"Without {missing} no PDF papers can be made; all else works. Run: {command}",
        )
    say(f"Sẵn sàng sau {seconds:.1f} giây", f"ready after {seconds:.1f} s")
    print(f"\n  Cổng dịch vụ công   {summary['base_url']}/")
    print(f"  Khu vực cán bộ      {summary['base_url']}/quan-tri/")
    print(f"  Thư điện tử đã gửi  {summary['mail_url']}")
    print(f"  Hệ thống đối tác    {summary['sandbox_url']}/")
    for partner in summary["sandboxes"]:
        print(f"    {partner['label']:<33} {partner['url']}")
    print()
    for account in summary["accounts"]:
        print(f"  {account['role']:<16} {account['login']:<34} {account['password']}")
    where = "" if folder.root == ROOT / ".demo" else f" --data {folder.root}"
    print(f"\n  Mã hai lớp của cán bộ: python3 manage.py code VAI_TRÒ{where}")
    print(f"  Tài khoản và khóa TOTP: {folder.summary}. Nhấn Ctrl-C để dừng.", flush=True)
