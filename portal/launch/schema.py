"""A cluster with the migrated schema, made once for each state of the migrations.

Migrating an empty database takes far longer than copying one. The copy lies in the environment and
goes with it.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from portal.launch.servers import Postgres, start, stop

NAME = "portal_schema"
"""Database that holds the schema; test databases are made from it."""
MOST_KEPT = 3
ROOT = Path(__file__).resolve().parents[2]


def lay(environment: Path, postgres: Postgres, settings: dict[str, str]) -> None:
    """Puts a cluster with the schema where `postgres`, not started yet, keeps its data.

    `settings` is what the project needs to be migrated, without the database's address. Raises
    CalledProcessError when the migrations fail.
    """
    kept = environment / "schemas" / fingerprint()
    if not kept.exists():
        _make(postgres, settings)
        _keep(postgres.data, kept)
    else:
        shutil.copytree(kept, postgres.data)
    os.utime(kept)


def fingerprint() -> str:
    """Of everything that decides what the schema looks like."""
    files = [ROOT / "requirements.lock", *ROOT.glob("portal/*/migrations/*.py")]
    files += ROOT.glob("*/migrations/*.py")
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:24]


def _make(postgres: Postgres, settings: dict[str, str]) -> None:
    child = start(postgres)
    try:
        _run(postgres.binaries / "createdb", "-h", postgres.sockets, "-U", "postgres", NAME)
        url = postgres.url.removesuffix("/postgres") + f"/{NAME}"
        python = postgres.packages / "bin/python"
        _run(python, "-m", "django", "migrate", "-v0", DATABASE_URL=url, **settings)
    finally:
        stop(postgres, child)


def _run(*command: object, **settings: str) -> None:
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env=os.environ | settings)


def _keep(data: Path, kept: Path) -> None:
    """Copies the cluster beside its place and moves it there whole; the oldest ones go."""
    kept.parent.mkdir(exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=kept.parent, prefix=".new-"))
    shutil.copytree(data, new, dirs_exist_ok=True)
    try:
        new.rename(kept)
    except OSError:  # another run was first
        shutil.rmtree(new)
    newest = sorted(kept.parent.glob("[!.]*"), key=lambda each: each.stat().st_mtime)
    for old in newest[:-MOST_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
