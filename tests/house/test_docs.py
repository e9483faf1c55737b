"""What the documents name exists, and what is printed from code is what the code says."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.utils import translation

from portal.demo import accounts
from portal.launch import door
from portal.management.commands import print_rights, print_rules, print_workflows

ROOT: Path = settings.BASE_DIR
PRINTED = [print_rights.Command, print_rules.Command, print_workflows.Command]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "*/README.md", "portal/*/README.md")
    for page in ROOT.glob(pattern)
)
# Files of an installation or a data folder, and files that come and go.
ELSEWHERE = re.compile(
    r"^(DIR/|\.demo|\.venv|\.env|\.cache|demo\.json|secrets\.env|pg/|redis/|mail/|logs/|files/|keys/|data/)"
)
FILE = re.compile(
    r"^\w[\w./-]*\.(py|md|toml|in|lock|yml|yaml|json|css|js|html|txt|po)$|^[\w.-]+(/[\w.-]+)*/$"
)
IMAGE = re.compile(r'<img src="([^"]+)" width="\d+%" alt="([^"]+)">')


def words_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def quoted(page: Path) -> list[str]:
    """What stands in backticks on one line, outside of blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", words_of(page), flags=re.DOTALL))


def exists(name: str, page: Path) -> bool:
    """From the root, as a template, from the page's own folder, or anywhere as a mere file name."""
    near = any((start / name).exists() for start in (ROOT, ROOT / "templates", page.parent))
    return near or ("/" not in name and any(found_under(name)))


def found_under(name: str):
    tops = (top for top in ROOT.iterdir() if top.is_dir() and not top.name.startswith("."))
    return (found for top in tops for found in top.rglob(name))


def title(page: object) -> str:
    return str(page.relative_to(ROOT)) if isinstance(page, Path) else page.__module__


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_files_named_exist(page):
    named = [name for name in quoted(page) if FILE.match(name) and not ELSEWHERE.match(name)]
    assert [name for name in named if not exists(name, page)] == []


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", words_of(page))
    own = [link for link in links if "://" not in link]
    assert [link for link in own if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_commands_named_exist(page):
    named = set(re.findall(r"manage\.py ([a-z_]+)", words_of(page)))
    assert named - set(get_commands()) - set(door.COMMANDS) == set()


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_modules_named_exist(page):
    named = re.findall(r"-m ((?:tests|portal)[\w.]+)", words_of(page))
    paths = [ROOT / name.replace(".", "/") for name in named]
    assert [path for path in paths if not (path.is_dir() or path.with_suffix(".py").exists())] == []


@pytest.mark.parametrize("command", PRINTED, ids=title)
def test_printed_pages_are_up_to_date(command):
    with translation.override(None):
        page = command().page()
    again = f"python3 manage.py {command.__module__.rpartition('.')[2]} --write"
    assert words_of(command.target) == page, f"{command.target.name} is old, run: {again}"


def test_the_readme_shows_every_folder():
    tree = re.search(r"```\n(manage\.py .*?)```", words_of(ROOT / "README.md"), re.DOTALL)[1]
    shown = set(re.findall(r"^([\w.]+)/", tree, re.MULTILINE))
    kept = {top.name for top in ROOT.iterdir() if top.is_dir() and is_kept(top)}
    assert shown == kept


def is_kept(folder: Path) -> bool:
    ignored = {line.strip().strip("/") for line in words_of(ROOT / ".gitignore").splitlines()}
    return folder.name not in ignored | {".git"}


def test_the_tour_has_its_pictures():
    shown = dict(IMAGE.findall(words_of(ROOT / "README.md")))
    made = {str(file.relative_to(ROOT)) for file in (ROOT / "docs" / "pictures").iterdir()}
    assert shown.keys() == made
    assert [name for name in made if (ROOT / name).stat().st_size > 80 * 1024] == []


def test_the_readme_names_every_demo_role():
    from_code = {each.role for each in (*accounts.CITIZENS, *accounts.OFFICIALS)}
    table = re.search(r"\| role \| who \|.*?\n\n", words_of(ROOT / "README.md"), re.DOTALL)[0]
    assert set(re.findall(r"`(\w+)`", table)) == from_code
