"""The real demo, started as a person starts it; one for all tests, which leave it running."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from portal.launch.processes import group_members, identity

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def wait_until(condition, patience, story=lambda: ""):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"waited {patience} s\n{story()}"
        time.sleep(0.1)


class Demo:
    def __init__(self, data, port):
        self.data, self.port = data, port
        self.screen = data.with_suffix(".screen")
        self.process = None

    def start(self, patience):
        """Start it and wait for its summary."""
        (self.data / "demo.json").unlink(missing_ok=True)
        with self.screen.open("w") as screen:
            self.process = self.command("demo", "--port", str(self.port), stdout=screen)
        wait_until(self._told, patience, self.screen.read_text)

    def _told(self):
        assert self.process.poll() is None, self.screen.read_text()
        return (self.data / "demo.json").exists()

    def command(self, *arguments, **more):
        given = {"DATABASE_URL", "REDIS_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE"}
        clean = {name: value for name, value in os.environ.items() if name not in given}
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=clean | {"PORTAL_DATA_DIR": str(self.data)},
            stderr=subprocess.STDOUT,
            text=True,
            **more,
        )

    def run(self, *arguments):
        started = self.command(*arguments, stdout=subprocess.PIPE)
        out, _ = started.communicate(timeout=60)
        return started.returncode, out

    def children(self):
        """Name → pid of the processes that are to live."""
        entries = json.loads((self.data / "processes.json").read_text())
        return {entry["name"]: entry["pid"] for entry in entries}

    def remains(self):
        """Everything of this demo that still lives, found by its folder on the command line."""
        mark = os.fsencode(self.data)
        found = []
        for entry in Path("/proc").iterdir():
            if (
                entry.name.isdigit()
                and int(entry.name) != os.getpid()
                and identity(int(entry.name))
            ):
                try:
                    line = (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if mark in line:
                    found.append(line)
        return found

    def status(self, path="/healthz"):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as page:
                return page.status
        except OSError:
            return 0

    def ready(self):
        return self.status("/readyz") == 200

    def sql(self, statement):
        """Straight to the database of the demo, not through the portal; gives the first value."""
        with psycopg.connect(host=str(self.data / "pg"), user="postgres", autocommit=True) as line:
            cursor = line.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def kill(self, name):
        """kill -9, and wait until another has taken its place."""
        before = self.children()[name]
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: self.children().get(name, before) != before, 20, self.screen.read_text)

    def end(self, how=signal.SIGTERM):
        groups = list(self.children().values()) if self.process.poll() is None else []
        self.process.send_signal(how)
        self.process.wait(timeout=60)
        return groups


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    made = Demo(tmp_path_factory.mktemp("demo") / "data", free_port())
    made.data.mkdir()
    try:
        made.start(patience=180)
        yield made
    finally:
        made.end()


pytestmark = pytest.mark.timeout(300)


def test_summary_names_addresses_and_is_private(demo):
    file = demo.data / "demo.json"
    summary = json.loads(file.read_text())
    assert summary["base_url"] == f"http://localhost:{demo.port}"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((demo.data / "secrets.env").stat().st_mode) == 0o600
    assert {"identity", "payments"} <= {partner["name"] for partner in summary["sandboxes"]}
    assert all(
        partner["url"].startswith(f"{summary['sandbox_url']}/doi-tac/")
        for partner in summary["sandboxes"]
    )
    for account in summary["accounts"]:
        assert set(account) == {"role", "login", "password", "totp_secret", "start_url"}
        assert account["start_url"].startswith(f"{summary['base_url']}/")


def test_everything_runs_and_listens_on_loopback_only(demo):
    assert {"PostgreSQL", "Redis", "web", "worker", "partners", "beat", "mail"} <= set(
        demo.children()
    )
    assert demo.ready()
    assert demo.status("/") == 200
    listening = {
        line.split()[1]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
        if line.split()[3] == "0A" and int(line.split()[1].rpartition(":")[2], 16) == demo.port
    }
    assert listening == {f"0100007F:{demo.port:04X}"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "mail", "Redis"])
def test_killed_process_is_started_again(demo, name):
    demo.kill(name)
    wait_until(demo.ready, 30, demo.screen.read_text)


def test_killed_database_comes_back_with_what_was_saved(demo):
    demo.sql("CREATE TABLE IF NOT EXISTS kept (word text)")
    demo.sql("INSERT INTO kept VALUES ('còn nguyên')")
    demo.kill("PostgreSQL")
    wait_until(demo.ready, 30, demo.screen.read_text)
    assert demo.sql("SELECT word FROM kept") == "còn nguyên"


def test_port_in_use_is_said_in_words(demo, tmp_path):
    other = Demo(tmp_path / "other", demo.port)
    status, out = other.run("demo", "--port", str(demo.port))
    assert status == 1
    assert f"Không mở được cổng {demo.port}" in out
    assert "--port" in out
    assert "Traceback" not in out
    assert other.remains() == []


def test_data_folder_in_use_is_said_in_words(demo):
    status, out = demo.run("demo", "--port", str(free_port()))
    assert status == 1
    assert "đang được dùng" in out
    assert f"--port {demo.port}" in out
    assert demo.ready()


def test_fresh_start_spares_a_folder_of_something_else(demo, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    other = Demo(tmp_path, free_port())
    status, out = other.run("demo", "--fresh", "--port", str(other.port))
    assert status == 1
    assert "không bị xóa" in out
    assert (tmp_path / "thesis.txt").exists()


SERVER_VERSION = """
from django.db import connection
print("version", connection.pg_version // 10000)
"""


def test_command_works_on_the_running_demo(demo):
    database = demo.children()["PostgreSQL"]
    status, out = demo.run("shell", "-v", "0", "-c", SERVER_VERSION)
    assert (status, "version 18" in out) == (0, True), out
    assert demo.children()["PostgreSQL"] == database
    assert demo.ready()


def test_command_brings_its_own_servers_when_nothing_runs(tmp_path):
    alone = Demo(tmp_path / "alone", free_port())
    status, out = alone.run("shell", "-v", "0", "-c", SERVER_VERSION)
    assert (status, "version 18" in out) == (0, True), out
    assert alone.remains() == []


def test_two_commands_at_once_take_turns(tmp_path):
    alone = Demo(tmp_path / "alone", free_port())
    both = [
        alone.command("shell", "-v", "0", "-c", SERVER_VERSION, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    outputs = [command.communicate(timeout=100)[0] for command in both]
    assert [command.returncode for command in both] == [0, 0], outputs
    assert all("version 18" in out for out in outputs)
    assert alone.remains() == []


def test_term_ends_all_and_the_second_start_is_quick_and_keeps_all(demo):
    demo.sql("CREATE TABLE IF NOT EXISTS over_night (word text)")
    summary = json.loads((demo.data / "demo.json").read_text())
    groups = demo.end()
    assert demo.process.returncode == 0
    assert [group_members(group) for group in groups] == [[] for _ in groups]
    assert demo.remains() == []
    assert demo.status() == 0
    demo.start(patience=60)
    # Quick because nothing is prepared again; how quick is measured by hand, not on a busy machine.
    assert "preparing database" not in demo.screen.read_text()
    assert demo.sql("SELECT count(*) FROM over_night") == 0
    again = json.loads((demo.data / "demo.json").read_text())
    assert again["accounts"] == summary["accounts"]


def test_killed_supervisor_takes_its_children_along_and_starts_again(demo):
    demo.sql("CREATE TABLE IF NOT EXISTS after_kill (word text)")
    demo.end(signal.SIGKILL)
    demo.start(patience=60)
    assert demo.ready()
    assert demo.sql("SELECT count(*) FROM after_kill") == 0
