"""Answers as a tree, and the dotted paths under which one of them is found.

`father.full_name` is a part of a block, `children.0.birth_date` an answer in the first row of a
repeating group. The tree holds what was typed; the evaluator of the form says what it means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from procedures.eforms import Definition
from procedures.eforms.evaluate import MOST_ROWS

INDEX = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True)
class Row:
    """A row to add to the group under `path`, or, with an index, to remove from it."""

    path: str
    index: int | None = None

    @property
    def adds(self) -> bool:
        return self.index is None


def known_path(definition: Definition, path: str) -> bool:
    """Whether the form asks for an answer under this path."""
    general = ".".join("*" if INDEX.match(step) else step for step in path.split("."))
    return any(known == general and item.is_answered for known, item in definition.walk())


def read_path(answers: Any, path: str) -> Any:
    """The value under a path; None when nothing was answered there."""
    value = answers
    for step in path.split("."):
        value = _child(value, step)
    return value


def write_path(answers: dict[str, Any], path: str, value: Any) -> None:
    """Put a value under a path, making rows and blocks on the way.

    A row far beyond the last one is left out: a form never sends one.
    """
    *steps, last = path.split(".")
    place: Any = answers
    for step, following in zip(steps, [*steps[1:], last], strict=True):
        place = _make(place, step, [] if INDEX.match(following) else {})
        if place is None:
            return
    if isinstance(place, dict):
        place[last] = value


def add_row(answers: dict[str, Any], row: Row) -> None:
    rows = read_path(answers, row.path)
    if not isinstance(rows, list):
        rows = []
        write_path(answers, row.path, rows)
    if len(rows) < MOST_ROWS:
        rows.append({})


def remove_row(answers: dict[str, Any], row: Row) -> None:
    rows = read_path(answers, row.path)
    if isinstance(rows, list) and row.index is not None and row.index < len(rows):
        del rows[row.index]


def changed_paths(before: Any, after: Any) -> set[str]:
    """Paths whose answer differs, and the path of each group that gained or lost a row."""
    old, new = dict(leaves(before)), dict(leaves(after))
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def touched(saved_in: dict[str, int], path: str) -> int:
    """The version in which this answer, or the group around it, was last changed; 0 for never."""
    return max(
        (
            version
            for known, version in saved_in.items()
            if known == path or path.startswith(f"{known}.") or known.startswith(f"{path}.")
        ),
        default=0,
    )


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single answer with its path; a group also counts its rows under its own path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield path, len(value)
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    else:
        yield path, value


def _child(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and INDEX.match(step) and int(step) < len(value):
        return value[int(step)]
    return None


def _make(place: Any, step: str, empty: Any) -> Any:
    """The block, group or row under `step`, made where it is missing; None where none can be."""
    if isinstance(place, list):
        index = int(step)
        if index == len(place) < MOST_ROWS:
            place.append({})
        return place[index] if index < len(place) else None
    if not isinstance(place.get(step), type(empty)):
        place[step] = empty
    return place[step]
