"""What the partners keep: JSON records in a file of SQLite, each partner its own.

A partner's views find their store as `request.store`.
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

TABLES = """
CREATE TABLE IF NOT EXISTS record (
  id INTEGER PRIMARY KEY AUTOINCREMENT, partner TEXT NOT NULL, kind TEXT NOT NULL,
  key TEXT, at REAL NOT NULL, data TEXT NOT NULL, UNIQUE (partner, kind, key)
);
CREATE INDEX IF NOT EXISTS record_of ON record (partner, kind, id);
"""
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """`at` is seconds since 1970; `key` is empty for what was only appended."""

    id: int
    kind: str
    key: str
    at: float
    data: Data


def prepare() -> None:
    """Make the tables; what an earlier start kept stays."""
    with closing(sqlite3.connect(_file())) as door:
        door.execute("PRAGMA journal_mode = WAL")
        door.executescript(TABLES)


def clear_all() -> None:
    with _door() as door:
        door.execute("DELETE FROM record")
        door.execute(f"PRAGMA user_version = {_era(door) + 1}")


def era() -> int:
    """How often everything was forgotten; what began in an earlier era is not kept in this one."""
    with _door() as door:
        return _era(door)


def _era(door: sqlite3.Connection) -> int:
    return door.execute("PRAGMA user_version").fetchone()[0]


class Store:
    """The records of one partner, by kind: a log that is appended to, or things with a key."""

    def __init__(self, partner: str) -> None:
        self.partner = partner

    def append(self, kind: str, data: Data) -> int:
        """Add a line to the log `kind` and return its running number."""
        with _door() as door:
            return self._insert(door, kind, None, data)

    def read(self, kind: str, last: int = 1000) -> list[Record]:
        """The `last` newest records of a kind, the oldest of them first."""
        found = (
            "SELECT id, kind, coalesce(key, ''), at, data FROM record"
            " WHERE partner = ? AND kind = ? ORDER BY id DESC LIMIT ?"
        )
        with _door() as door:
            rows = door.execute(found, (self.partner, kind, last)).fetchall()
        return [Record(*row[:4], json.loads(row[4])) for row in reversed(rows)]

    def add(self, kind: str, key: str, data: Data) -> bool:
        """Keep a new thing. False when one of this key is there already: it stays as it is."""
        try:
            with _door() as door:
                self._insert(door, kind, key, data)
        except sqlite3.IntegrityError:
            return False
        return True

    def get(self, kind: str, key: str) -> Data | None:
        with _door() as door:
            return self._get(door, kind, key)

    def put(self, kind: str, key: str, data: Data) -> None:
        """Keep a thing, or what it has become."""
        with _door() as door:
            self._put(door, kind, key, data)

    @contextmanager
    def change(self, kind: str, key: str) -> Iterator[Data]:
        """The thing (an empty one when there is none) to be changed; nobody else does meanwhile.

        Inside, the store is not to be asked anything else: it would wait for itself.
        """
        with _door() as door:
            data = self._get(door, kind, key) or {}
            yield data
            self._put(door, kind, key, data)

    def clear(self) -> None:
        """Forget everything this partner knows."""
        with _door() as door:
            door.execute("DELETE FROM record WHERE partner = ?", (self.partner,))

    def trim(self, kind: str, last: int) -> None:
        """Keep the newest only."""
        with _door() as door:
            door.execute(
                "DELETE FROM record WHERE partner = ?1 AND kind = ?2 AND id <= ("
                " SELECT id FROM record WHERE partner = ?1 AND kind = ?2"
                " ORDER BY id DESC LIMIT 1 OFFSET ?3)",
                (self.partner, kind, last),
            )

    def _insert(self, door: sqlite3.Connection, kind: str, key: str | None, data: Data) -> int:
        row = (self.partner, kind, key, time.time(), json.dumps(data, ensure_ascii=False))
        added = "INSERT INTO record (partner, kind, key, at, data) VALUES (?, ?, ?, ?, ?)"
        return door.execute(added, row).lastrowid or 0

    def _get(self, door: sqlite3.Connection, kind: str, key: str) -> Data | None:
        one = "SELECT data FROM record WHERE partner = ? AND kind = ? AND key = ?"
        row = door.execute(one, (self.partner, kind, key)).fetchone()
        return json.loads(row[0]) if row else None

    def _put(self, door: sqlite3.Connection, kind: str, key: str, data: Data) -> None:
        row = (self.partner, kind, key, time.time(), json.dumps(data, ensure_ascii=False))
        door.execute(
            "INSERT INTO record (partner, kind, key, at, data) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (partner, kind, key)"
            " DO UPDATE SET at = excluded.at, data = excluded.data",
            row,
        )


@contextmanager
def _door() -> Iterator[sqlite3.Connection]:
    """A connection that writes alone from its first word on, and commits at the end."""
    with closing(sqlite3.connect(_file(), timeout=20, isolation_level=None)) as door:
        door.execute("PRAGMA synchronous = OFF")
        door.execute("BEGIN IMMEDIATE")
        try:
            yield door
        except BaseException:
            door.execute("ROLLBACK")
            raise
        door.execute("COMMIT")


def _file() -> Path:
    return settings.FOLDER / "partners.sqlite3"
