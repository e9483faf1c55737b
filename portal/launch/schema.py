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
"""Database that holds the schema; test databases are made from it. The one of a running portal,
`postgres`, has it as well."""
MOST_KEPT = 6
ROOT = Path(__file__).resolve().parents[2]


def lay(environment: Path, postgres: Postgres, settings: dict[str, str]) -> None:
    """Puts a cluster with the schema where `postgres`, not started yet, keeps its data.

    `settings` is what the project needs to be migrated, without the database's address. Raises
    CalledProcessError when the migrations fail.
    """
    if not lay_kept(environment, postgres):
        _make(postgres, settings)
        _keep(postgres.data, environment / "schemas" / fingerprint())


def lay_kept(environment: Path, postgres: Postgres) -> bool:
    """The same where such a cluster was made before; False, and nothing is laid, where not."""
    kept = environment / "schemas" / fingerprint()
    if not kept.exists():
        return False
    new = postgres.data.with_name(f"{postgres.data.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(kept, new)
    new.rename(postgres.data)
    os.utime(kept)
    return True


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
        python = postgres.packages / "bin/python"
        _run(python, "-m", "django", "migrate", "-v0", DATABASE_URL=postgres.url, **settings)
        server = ("-h", postgres.sockets, "-U", "postgres", "--maintenance-db=template1")
        _run(postgres.binaries / "createdb", *server, "-T", "postgres", NAME)
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
