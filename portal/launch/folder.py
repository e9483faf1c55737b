"""The data folder of a demo: its keys, its addresses, and who is at work in it."""

import base64
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.launch import troubles
from portal.launch.environment import HOME
from portal.launch.servers import Postgres, Redis, require_room
from portal.launch.words import say

DEMO = "manage.py demo"
# What only a demo makes, and what every look at a folder leaves in it.
OURS, TRACES = ("secrets.env", "pg", "pg.new"), {"demo.lock", "logs"}


class DataFolder:
    """`root` holds everything a demo keeps; mode 0700, nothing of it is meant for others."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.summary = self.root / "demo.json"
        self.accounts = self.root / "accounts.json"
        self.sandboxes = self.root / "sandboxes.json"
        self.logs = self.root / "logs"
        self.processes = self.root / "processes.json"
        self.prepared = self.root / "prepared"
        self.postgres = Postgres(HOME, self.root / "pg")
        self.redis = Redis(HOME, self.root / "redis")

    def open(self) -> None:
        """Create the folder the first time. Raises `Problem` when it cannot be used."""
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.root.chmod(0o700)
            self.logs.mkdir(exist_ok=True)
            self._trim_logs()
        except OSError as error:
            raise troubles.data_folder_unusable(self.root, error.strerror) from error
        require_room(self.root)

    def clear(self) -> None:
        """Forget everything, for a fresh start. Raises `Problem` for a folder of something else."""
        entries = list(self.root.iterdir())
        foreign = {entry.name for entry in entries} - TRACES
        if foreign and foreign.isdisjoint(OURS):
            raise troubles.not_a_demo(self.root)
        say("Xóa dữ liệu cũ", "removing the old data")
        for entry in entries:
            if entry.name != "demo.lock":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        self.logs.mkdir()

    @contextmanager
    def held(self, task: str) -> Iterator[None]:
        """Be the only one who starts and stops servers here.

        Waits for a command, which ends; raises `Held` when a demo has the folder.
        """
        with (self.root / "demo.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read()
                if holder.startswith(DEMO):
                    raise troubles.Held(self.root, holder) from None
                say(f"Chờ {holder} kết thúc", f"waiting for {holder} to end")
                fcntl.flock(lock, fcntl.LOCK_EX)
            lock.truncate(0)
            lock.write(task)
            lock.flush()
            yield

    def environment(self) -> dict[str, str]:
        """What Django is told about this folder, keys included."""
        return {
            "PORTAL_DATA_DIR": str(self.root),
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "STATIC_ROOT": str(self.root / "static"),
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            **self._addresses(),
            **self._secrets(),
        }

    def _addresses(self) -> dict[str, str]:
        """Where the last start listened, for commands that send mail or make links."""
        try:
            return json.loads((self.root / "addresses.json").read_text())
        except (OSError, ValueError):
            return {}

    def keep_addresses(self, addresses: dict[str, str]) -> None:
        write_private(self.root / "addresses.json", json.dumps(addresses, indent=2))

    def _secrets(self) -> dict[str, str]:
        """Keys drawn at the first start and kept: without them the data cannot be read again."""
        file = self.root / "secrets.env"
        if not file.exists():
            drawn = {
                "SECRET_KEY": secrets.token_urlsafe(50),
                "FIELD_KEYS": f"k1:{_key()}",
                "LOOKUP_KEY": _key(),
            }
            text = "".join(f"{name}={value}\n" for name, value in drawn.items())
            with suppress(FileExistsError):  # another command drew them meanwhile: theirs count
                write_private(file, text, place=os.link)
        return dict(line.split("=", 1) for line in file.read_text().splitlines())

    def _trim_logs(self) -> None:
        for log in [*self.logs.glob("*.log"), *self.root.glob("*.log")]:
            if log.stat().st_size > 10_000_000:
                log.replace(log.with_suffix(".log.1"))


def write_private(file: Path, text: str, place: Callable[[Path, Path], None] = os.replace) -> None:
    """Write a file that nobody else can read; it appears whole or not at all.

    `place` puts it there: `os.replace`, or `os.link` when an older one must stay.
    """
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        place(new, file)
    finally:
        new.unlink(missing_ok=True)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
