"""Documentation printed from code: a page, the command that prints it, and its place in docs."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

DOCS = Path(settings.BASE_DIR) / "docs"


class PrintCommand(BaseCommand):
    """Prints `page()`; with `--write` it goes into the file `target` instead."""

    target: Path

    def page(self) -> str:
        raise NotImplementedError

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--write", action="store_true", help=f"write docs/{self.target.name}")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(None):
            text = self.page()
        if options["write"]:
            self.target.write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text)


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A Markdown table; what would break a cell is put aside."""
    columns = [str(name) for name in head]
    lines = [columns, ["---"] * len(columns), *([_cell(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: Any) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ") or "–"
