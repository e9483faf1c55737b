"""A private PostgreSQL and Redis for a run of tests, gone with it."""

import shutil
import tempfile
from pathlib import Path

from portal.launch import schema
from portal.launch.servers import Postgres, Redis, start, stop

SETTINGS = "portal.settings.test"


class Throwaway:
    """Servers in a short folder of their own; several users of it can be kept apart by number."""

    def __init__(self, environment: Path, home: Path) -> None:
        self.home = home
        self.postgres = Postgres(environment, home / "pg", fast=True)
        self.redis = Redis(environment, home / "redis")
        self._running = []

    @classmethod
    def started(cls, environment: Path) -> "Throwaway":
        """Starts both, with the database `schema.NAME` that test databases are copied from."""
        servers = cls(environment, Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp")))
        settings = servers.addresses() | {"DJANGO_SETTINGS_MODULE": SETTINGS}
        del settings["DATABASE_URL"]
        schema.lay(environment, servers.postgres, settings)
        for server in (servers.postgres, servers.redis):
            servers._running.append((server, start(server)))
        return servers

    def addresses(self, number: int = 0) -> dict[str, str]:
        """Settings of user `number`: own Redis databases (cache and queues) and own data folder."""
        return {
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": f"{self.redis.url}?db={2 * number}",
            "BROKER_URL": f"redis+socket://{self.redis.socket}?virtual_host={2 * number + 1}",
            "PORTAL_DATA_DIR": str(self.home / f"data{number}"),
        }

    def end(self) -> None:
        for server, child in reversed(self._running):
            stop(server, child)
        shutil.rmtree(self.home, ignore_errors=True)
