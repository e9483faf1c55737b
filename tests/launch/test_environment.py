"""Starts on a machine without anything, in a small copy of the project that asks no network."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from portal.launch import environment, servers, troubles
from portal.launch.words import Problem

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
# A package that stands in for Django: its command line says what reached it.
PACKAGE = {
    "django/__init__.py": "",
    "django/core/__init__.py": "",
    "django/core/management/__init__.py": (
        "import sys\n"
        "def execute_from_command_line(argv):\n"
        "    print('django got', argv[1:], 'in', sys.prefix)\n"
    ),
}
ABOUT = {
    "METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: %s\n",
    "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}


def record_line(name, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"{name},sha256={digest.rstrip('=')},{len(content)}\n"


def build_wheel(folder, version):
    """A wheel by hand; gives its SHA-256."""
    about = f"tiny-{version}.dist-info"
    content = PACKAGE | {
        f"{about}/METADATA": ABOUT["METADATA"] % version,
        f"{about}/WHEEL": ABOUT["WHEEL"],
    }
    record = "".join(record_line(name, text) for name, text in content.items())
    folder.mkdir(exist_ok=True)
    wheel = folder / f"tiny-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
        archive.writestr(f"{about}/RECORD", f"{record}{about}/RECORD,,\n")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


class Project:
    """A copy of the door and the launcher, with a lock of one package and no uv."""

    def __init__(self, root):
        self.root = root
        shutil.copytree(
            ROOT / "portal/launch",
            root / "portal/launch",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        shutil.copy(ROOT / "manage.py", root)
        (root / "portal/__init__.py").touch()
        (root / "portal/launch/fonts.py").write_text(
            "from pathlib import Path\nPath('static/fonts').mkdir(parents=True)\n"
        )
        digest = build_wheel(root / "wheels", "1.0")
        offline = f"--no-index\n--find-links {root}/wheels\n"
        self.uv = root / "portal/launch/uv.txt"
        self.uv.write_text(f"{offline}uv==0.1 --hash=sha256:{digest}\n")
        self.lock = root / "requirements.lock"
        self.lock.write_text(f"{offline}tiny==1.0 --hash=sha256:{digest}\n")

    def start(self, *arguments, **more):
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.Popen(
            [python(), "manage.py", *(arguments or ["help"])],
            cwd=self.root,
            env=environment
            | {"PIP_RETRIES": "0", "PIP_TIMEOUT": "1"}
            | more.pop("environment", {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )

    def run(self, *arguments, **more):
        started = self.start(*arguments, **more)
        out, err = started.communicate(timeout=100)
        return started.returncode, out, err


def python():
    """A Python outside the prepared environment, as on a bare machine."""
    return str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A project whose first two starts were at once."""
    made = Project(tmp_path_factory.mktemp("prepared"))
    first, second = made.start("help"), made.start("help")
    made.answers = [started.communicate(timeout=100) for started in (first, second)]
    made.statuses = [first.returncode, second.returncode]
    return made


@pytest.fixture
def project(prepared):
    """The prepared project, whose locks a test may change."""
    locks = {file: file.read_text() for file in (prepared.lock, prepared.uv)}
    yield prepared
    for file, text in locks.items():
        file.write_text(text)


PREPARING = "preparing the Python environment"


def test_two_first_starts_at_once_prepare_once_and_both_arrive(prepared):
    assert prepared.statuses == [0, 0], prepared.answers
    outputs = [out for out, _ in prepared.answers]
    assert [PREPARING in out for out in outputs].count(True) == 1
    for out in outputs:
        assert f"django got ['help'] in {prepared.root}/.venv" in out


def test_without_uv_pip_does_the_same(prepared):
    assert any("uv could not install, using pip" in out for out, _ in prepared.answers)


def test_second_start_prepares_nothing(prepared):
    prepared.run("help")
    status, out, err = prepared.run("help")
    assert (status, err) == (0, "")
    assert PREPARING not in out
    assert "django got" in out


def test_start_that_was_cut_off_is_done_again(prepared):
    (prepared.root / ".venv/portal.json").unlink(missing_ok=True)
    status, out, _ = prepared.run("help")
    assert (status, PREPARING in out) == (0, True)


def test_changed_lock_is_installed(project):
    project.lock.write_text(project.lock.read_text() + "# another digest\n")
    status, out, _ = project.run("help")
    assert (status, PREPARING in out) == (0, True)


def test_package_with_another_hash_is_refused(project):
    build_wheel(project.root / "wheels", "2.0")
    project.lock.write_text(project.lock.read_text().replace("tiny==1.0", "tiny==2.0"))
    status, out, err = project.run()
    assert status == 1
    assert "django got" not in out
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in out
    assert "LỖI" in err
    assert not (project.root / ".venv/portal.json").exists()


def test_no_network_is_said_in_words(project):
    closed = "http://127.0.0.1:9/simple/"
    for lock in (project.lock, project.uv):
        wanted = lock.read_text().replace("--no-index", f"--index-url {closed}")
        lock.write_text(wanted.replace("tiny==1.0", "tiny==3.0"))
        lock.write_text(lock.read_text().replace(f"--find-links {project.root}/wheels\n", ""))
    status, _, err = project.run()
    assert status == 1
    assert "không vào được mạng" in err
    assert "HTTPS_PROXY" in err
    assert "Traceback" not in err


def test_folder_that_cannot_be_written_is_said_in_words(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(environment, "STAMP", tmp_path / "no stamp")
    monkeypatch.setattr(environment, "CACHE", tmp_path / "file" / "under a file")
    with pytest.raises(Problem) as raised:
        environment.ensure()
    assert "cannot be written" in raised.value.en


def test_python_without_venv_is_told_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(Problem, match=r"apt-get install python3\.\d+-venv"):
        environment._make_virtual_environment()


def test_python_that_is_too_old_is_told_so():
    old = (
        "import sys, runpy; sys.version_info = (3, 9, 18); sys.version = '3.9.18 (old)';"
        "runpy.run_path('manage.py', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", old], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Cần Python 3.11" in done.stderr
    assert "3.9.18" in done.stderr


def test_full_disk_of_a_tool_is_recognised():
    trouble = environment._explained(["pip"], "OSError: [Errno 28] No space left on device")
    assert isinstance(trouble, troubles.DiskFull)


def test_nearly_full_disk_stops_the_start(monkeypatch, tmp_path):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1024))
    with pytest.raises(troubles.DiskFull):
        servers.require_room(tmp_path)
