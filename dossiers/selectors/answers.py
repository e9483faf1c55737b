"""Answers as a tree, and the dotted paths under which one of them is found.

`father.full_name` is a part of a block, `children.0.birth_date` an answer in the first row of a
repeating group. The tree holds what was typed; the evaluator of the form says what it means.
"""

import re
from collections.abc import Iterator
from typing import Any

from procedures.eforms import Definition

ROW = re.compile(r"\.\d{1,3}(\.|$)")
STEP_OF_ROW = re.compile(r"(?<=\.)\d{1,3}(?=\.|$)")
NOTHING = ("", None, [])


def read_path(answers: Any, path: str) -> Any:
    """The value under a path; None when nothing was answered there."""
    value = answers
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def write_path(answers: dict[str, Any], path: str, value: Any) -> None:
    """Put a value back under a path that exists in the tree; elsewhere nothing happens."""
    above, _dot, last = path.rpartition(".")
    node = read_path(answers, above) if above else answers
    if isinstance(node, dict):
        node[last] = value


def group_of(path: str) -> str:
    """The path of the outermost group that an answer in a row belongs to; empty for others."""
    found = ROW.search(path)
    return path[: found.start()] if found else ""


def label_of(definition: Definition, path: str) -> str:
    """The words of the question under a path; those of its group with the row in front."""
    labels = {known: str(item.label) for known, item in definition.walk()}
    group = group_of(path)
    label = labels.get(STEP_OF_ROW.sub("*", path), path)
    if not group:
        return label
    number = int(path.removeprefix(f"{group}.").partition(".")[0]) + 1
    return f"{labels.get(group, group)} {number}, {label}"


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
    """Every single answer with its path; a group also counts its rows under its own path.

    An answer left empty is the same as none.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield path, len(value)
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    elif value not in NOTHING:
        yield path, value
