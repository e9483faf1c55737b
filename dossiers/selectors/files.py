"""Files among the answers of a form: which answers name one, and which of them were really sent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from dossiers.models import Dossier, Draft
from dossiers.selectors.answers import STEP_OF_ROW, read_path
from portal.documents.models import StoredFile
from procedures.eforms import Definition
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.eforms.summary import SummarySection

NOT_HERE: dict[str, StoredFile] = {}


def file_field(definition: Definition, path: str) -> Field | None:
    """The question under a path if it asks for a file."""
    asked = dict(definition.walk()).get(STEP_OF_ROW.sub("*", path))
    return asked if asked is not None and asked.kind is Kind.FILE else None


def file_answers(definition: Definition, answers: Any) -> dict[str, str]:
    """Ids of the files that answers name, by the paths of these answers."""
    found: dict[str, str] = {}
    for pattern, item in definition.walk():
        if item.kind is Kind.FILE:
            for path in _paths(answers, pattern.split("."), ""):
                value = read_path(answers, path)
                if isinstance(value, dict) and value.get("id"):
                    found[path] = str(value["id"])
    return found


def _paths(answers: Any, steps: list[str], above: str) -> Iterator[str]:
    """Every path that a pattern with `*` for rows stands for in this tree."""
    if "*" not in steps:
        yield ".".join(filter(None, [above, *steps]))
        return
    at = steps.index("*")
    group = ".".join(filter(None, [above, *steps[:at]]))
    rows = read_path(answers, group)
    for index in range(len(rows) if isinstance(rows, list) else 0):
        yield from _paths(answers, steps[at + 1 :], f"{group}.{index}")


def files_of(filing: Draft | Dossier) -> dict[str, StoredFile]:
    """The files kept for the answers of a draft or dossier, by id; none where no answer is one."""
    form = filing.form_version
    if form is None or not any(item.kind is Kind.FILE for _path, item in form.definition.walk()):
        return NOT_HERE
    rows = filing.answer_files.select_related("file")
    return {str(row.file_id): row.file for row in rows}


def strangers(filing: Draft, named: dict[str, str]) -> list[str]:
    """Paths of answers that name a file which was never sent for this draft."""
    kept = files_of(filing) if named else NOT_HERE
    return [path for path, file_id in named.items() if file_id not in kept]


def with_files(
    sections: Iterable[SummarySection],
    files: dict[str, StoredFile],
    address: Callable[[StoredFile], str],
) -> list[SummarySection]:
    """The answers in words, those that are files with the address where the reader opens them."""
    if not files:
        return list(sections)
    return [
        replace(
            section,
            rows=tuple(
                replace(row, url=address(files[row.file])) if row.file in files else row
                for row in section.rows
            ),
        )
        for section in sections
    ]
