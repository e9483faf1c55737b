"""The embedded servers by themselves: long paths, crashes, strangers' lock files."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from portal.launch import servers
from portal.launch.servers import Postgres, Redis, start, stop
from portal.launch.troubles import ProcessFailed
from portal.launch.words import Problem

ENVIRONMENT = Path(sys.prefix)


@pytest.fixture
def postgres(tmp_path):
    made = Postgres(ENVIRONMENT, tmp_path / "pg", fast=True)
    children = []

    def begin():
        children.append(start(made))
        return children[-1]

    made.begin = begin
    yield made
    for child in children:
        if child.poll() is None:
            stop(made, child)


def ask(server, statement):
    with psycopg.connect(host=str(server.sockets), user="postgres", autocommit=True) as line:
        cursor = line.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def test_data_survives_a_kill(postgres):
    postgres.fast = False  # as the demo runs it
    child = postgres.begin()
    ask(postgres, "CREATE TABLE kept AS SELECT 'Nguyễn Thị Mận' AS name")
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    postgres.begin()
    assert ask(postgres, "SELECT name FROM kept") == "Nguyễn Thị Mận"


def test_lock_file_with_the_number_of_somebody_else_is_no_obstacle(postgres):
    stop(postgres, postgres.begin())
    lock = postgres.data / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{postgres.data}\n1\n5432\n{postgres.sockets}\n\n0 0\n")
    postgres.begin()
    assert ask(postgres, "SELECT 1") == 1


def test_creation_that_was_cut_off_is_done_again(postgres):
    half = postgres.data.with_name("pg.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    postgres.begin()
    assert ask(postgres, "SELECT 1") == 1


def test_folder_too_deep_for_a_socket_gets_a_short_private_one(tmp_path):
    deep = tmp_path / ("d" * 60) / ("e" * 60) / "pg"
    server = Postgres(ENVIRONMENT, deep, fast=True)
    child = start(server)
    try:
        assert ask(server, "SELECT 1") == 1
        assert server.sockets != deep
        assert stat.S_IMODE(server.sockets.stat().st_mode) == 0o700
        assert len(str(server.sockets / servers.SOCKET_NAME)) <= servers.LONGEST_SOCKET_PATH
    finally:
        stop(server, child)
        server.sockets.rmdir()


def test_short_folder_laid_out_by_a_stranger_is_refused(tmp_path, monkeypatch):
    deep = tmp_path / ("d" * 60) / ("e" * 60) / "pg"
    short = servers.socket_folder(deep)
    short.rmdir()
    short.symlink_to(tmp_path)
    try:
        with pytest.raises(Problem, match="belongs to somebody else"):
            servers.socket_folder(deep)
    finally:
        short.unlink()


def test_vietnamese_letters_fold_and_sort_without_a_locale_of_the_machine(postgres):
    postgres.begin()
    assert ask(postgres, "SELECT lower('ĐẶNG THỊ ỬNG')") == "đặng thị ửng"
    assert ask(postgres, "SELECT 'Đường' ILIKE 'đƯỜNG'") is True


def test_server_that_cannot_start_says_why(tmp_path):
    data = tmp_path / "pg"
    server = Postgres(ENVIRONMENT, data, fast=True)
    stop(server, start(server))
    (data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(ProcessFailed, match="no_such_setting"):
        start(server)


def test_where_namespaces_are_forbidden_root_hands_the_database_to_another_user(monkeypatch):
    """Containers often forbid them; the folder goes back to root when they are allowed again."""
    monkeypatch.setattr(servers, "namespaces_allowed", lambda: False)
    home = Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp"))
    home.chmod(0o755)
    server = Postgres(ENVIRONMENT, home / "pg", fast=True)
    try:
        stop(server, start(server))
        owner = (home / "pg" / "PG_VERSION").stat().st_uid
        assert owner == (servers.NOBODY if os.geteuid() == 0 else os.geteuid())
        monkeypatch.undo()
        stop(server, start(server))
        assert (home / "pg" / "PG_VERSION").stat().st_uid == os.geteuid()
    finally:
        shutil.rmtree(home)


def test_redis_keeps_its_queue_over_a_kill(tmp_path):
    server = Redis(ENVIRONMENT, tmp_path / "redis")
    child = start(server)
    command = f"import redis; r = redis.Redis(unix_socket_path='{server.socket}');"
    subprocess.run([sys.executable, "-c", f"{command} r.rpush('notices', 'x')"], check=True)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child = start(server)
    count = [sys.executable, "-c", f"{command} print(r.llen('notices'))"]
    assert subprocess.run(count, capture_output=True, text=True).stdout == "1\n"
    stop(server, child)
