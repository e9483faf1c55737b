"""Answers as they come from a page: flat names there, a tree here.

Names are paths (`children.0.full_name`). What the page did not send is left as it was, so a field
that was hidden keeps its answer; what it sent empty becomes empty.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from django.utils.datastructures import MultiValueDict

from procedures.eforms.blocks import parts_of
from procedures.eforms.evaluate import MOST_ROWS
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind

_ACTION = re.compile(r"^(add|remove):([a-z0-9_.]{1,200})$")
_SEVERAL = {Kind.MANY}
_BOXES = {Kind.STATEMENT}


def merge(items: Iterable[Field], answers: dict[str, Any], data: MultiValueDict) -> dict[str, Any]:
    """A new tree: `answers` with what the page sent for `items` laid over them."""
    merged = deepcopy(answers)
    _merge(items, merged, data, "")
    return merged


def act(answers: dict[str, Any], action: str) -> bool:
    """Adds or removes a row as `add:children` or `remove:children.1` asks, in place.

    False when the action is no such thing, or the group or the row does not exist. `merge` makes
    every group of the form, so that nothing else can be added to.
    """
    found = _ACTION.match(action or "")
    if found is None:
        return False
    path = found[2].split(".")
    if found[1] == "add":
        return _add_row(_node(answers, path))
    *above, last = path
    rows = _node(answers, above)
    if isinstance(rows, list) and last.isdigit() and int(last) < len(rows):
        rows.pop(int(last))
        return True
    return False


def _add_row(rows: Any) -> bool:
    if not isinstance(rows, list) or len(rows) >= MOST_ROWS:
        return False
    rows.append({})
    return True


def put(answers: dict[str, Any], path: str, value: Any) -> bool:
    """Sets one answer by its path, in place; False when the row or block does not exist."""
    *above, last = path.split(".")
    node = _node(answers, above)
    if isinstance(node, dict):
        node[last] = value
    return isinstance(node, dict)


def flatten(items: Iterable[Field], answers: Any, above: str = "") -> MultiValueDict:
    """The tree as a page would send it."""
    flat = MultiValueDict()
    _flatten(items, answers, above, flat)
    return flat


def _merge(
    items: Iterable[Field], answers: dict[str, Any], data: MultiValueDict, above: str
) -> None:
    for item in items:
        path = f"{above}{item.key}"
        if item.repeats:
            _merge_rows(item, answers, data, path)
        elif item.is_block:
            inner = answers.get(item.key)
            answers[item.key] = inner if isinstance(inner, dict) else {}
            _merge(parts_of(item), answers[item.key], data, f"{path}.")
        elif item.kind is not Kind.FILE and path in data:
            answers[item.key] = _sent(item, data, path)


def _merge_rows(item: Field, answers: dict[str, Any], data: MultiValueDict, path: str) -> None:
    kept = answers.get(item.key)
    rows = kept if isinstance(kept, list) else []
    answers[item.key] = rows
    prefix = re.compile(rf"^{re.escape(path)}\.(\d{{1,3}})\.")
    numbers = [int(found[1]) for found in map(prefix.match, data) if found]
    for _new in range(len(rows), min(max(numbers, default=-1) + 1, MOST_ROWS)):
        rows.append({})
    for index, row in enumerate(rows):
        rows[index] = row if isinstance(row, dict) else {}
        _merge(item.fields, rows[index], data, f"{path}.{index}.")


def _sent(item: Field, data: MultiValueDict, path: str) -> Any:
    if item.kind in _SEVERAL:
        return [value for value in data.getlist(path) if value]
    if item.kind in _BOXES:
        return any(value for value in data.getlist(path))
    return data.get(path)


def _node(answers: Any, path: list[str]) -> Any:
    for key in path:
        if isinstance(answers, list) and key.isdigit() and int(key) < len(answers):
            answers = answers[int(key)]
        elif isinstance(answers, dict):
            answers = answers.get(key)
        else:
            return None
    return answers


def _flatten(items: Iterable[Field], answers: Any, above: str, flat: MultiValueDict) -> None:
    given = answers if isinstance(answers, dict) else {}
    for item in items:
        path, value = f"{above}{item.key}", given.get(item.key)
        if item.repeats:
            for index, row in enumerate(value if isinstance(value, list) else []):
                _flatten(item.fields, row, f"{path}.{index}.", flat)
        elif item.is_block:
            _flatten(parts_of(item), value, f"{path}.", flat)
        elif isinstance(value, list):
            flat.setlist(path, [str(each) for each in value])
        elif value is not None and not isinstance(value, dict):
            flat[path] = _shown(item, value)


def _shown(item: Field, value: Any) -> str:
    if isinstance(value, bool):
        unticked = "" if item.kind is Kind.STATEMENT else "false"
        return "true" if value else unticked
    return f"{value:.15g}".replace(".", ",") if isinstance(value, float) else str(value)
