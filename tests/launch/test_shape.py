"""The production files are read as an engine for containers would read them."""

import ast
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from portal.launch.programs import WORKERS

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OPERATIONS = (ROOT / "docs/operations.md").read_text()
OURS = {name: service for name, service in COMPOSE["services"].items() if "build" in service}
DEMO_ONLY = {"demo.py", "test.py"}


def variables_read():
    """Names that the settings of production read from the environment."""
    names = set()
    for file in (ROOT / "portal/settings").glob("*.py"):
        if file.name in DEMO_ONLY:
            continue
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and re.match(r"env(\.|$)", ast.unparse(call.func)):
                names.update(ast.literal_eval(argument) for argument in call.args[:1])
    return names


def documented():
    return re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, flags=re.MULTILINE)


def test_every_variable_is_documented_once_and_none_is_invented():
    assert sorted(documented()) == sorted(variables_read())


def test_compose_sets_only_what_the_settings_read():
    for service in OURS.values():
        assert set(service["environment"]) <= variables_read()


def test_what_is_required_is_set_by_compose():
    required = re.findall(r"^\| `([A-Z_]+)` \|.*\| required", OPERATIONS, flags=re.MULTILINE)
    assert len(required) >= 8
    for service in OURS.values():
        assert set(required) <= set(service["environment"])


def test_values_compose_asks_for_are_documented():
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert {name for name in asked if f"`{name}`" not in OPERATIONS} == set()


@pytest.mark.parametrize("name", sorted(OURS))
def test_commands_of_the_image_exist(name):
    command = OURS[name].get("command") or ast.literal_eval(
        re.search(r"^CMD (\[.*\])$", DOCKERFILE, flags=re.MULTILINE)[1]
    )
    assert shutil.which(command[0], path=Path(sys.prefix) / "bin"), command
    if command[1] == "manage.py":
        assert command[2] in get_commands()


@pytest.mark.parametrize("name", WORKERS)
def test_workers_take_the_queues_they_take_in_the_demo(name):
    command = OURS[name]["command"]
    assert command[command.index("--queues") + 1] == WORKERS[name][0]


def test_only_the_proxy_is_reachable_from_outside():
    open_ports = {name for name, service in COMPOSE["services"].items() if "ports" in service}
    assert open_ports == {"proxy"}


def test_what_a_service_names_is_defined():
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in COMPOSE["volumes"]
        for config in service.get("configs", []):
            assert config["source"] in COMPOSE["configs"]
        for needed in service.get("depends_on", {}):
            assert needed in COMPOSE["services"]


def test_image_runs_as_an_ordinary_user():
    assert re.search(r"^USER portal$", DOCKERFILE, flags=re.MULTILINE)


def test_image_takes_only_what_exists_and_no_secret():
    taken = [
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"
    ]
    assert [name for name in taken if not (ROOT / name).exists()] == []
    assert not {".env", ".git", ".demo"} & set(taken)


@pytest.mark.parametrize("source", ["requirements.in", "dev.in"])
def test_every_dependency_has_its_reason(source):
    wanted = {
        re.split(r"[\[~<>=]", line)[0]
        for line in (ROOT / source).read_text().splitlines()
        if line and not line.startswith("-")
    }
    page = (ROOT / "docs/dependencies.md").read_text()
    part = page[page.index(f"(`{source}`)") :].split("\n## ")[0]
    assert set(re.findall(r"^\| ([a-z0-9-]+) \| \S", part, re.M)) - {"package"} == wanted


@pytest.mark.parametrize("lock", ["requirements.lock", "dev.lock"])
def test_locks_are_hashed_and_name_no_host(lock):
    text = (ROOT / lock).read_text()
    packages = re.findall(r"^[a-z0-9-]+(?:\[.*\])?==", text, flags=re.MULTILINE)
    assert len(packages) > 10
    assert len(re.findall(r"==\S+ \\\n    --hash=sha256:", text)) == len(packages)
    assert "://" not in text
