"""Answers that the portal already knows, offered and never forced."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from procedures.eforms.definition import Definition
from procedures.eforms.scope import is_empty


def prefill(
    definition: Definition, answers: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """`answers` with the empty ones filled from `known` (`profile.full_name` → value).

    A block takes a whole record (`profile` → its parts). Rows are never prefilled.
    """
    filled = deepcopy(dict(answers))
    for path, item in definition.walk():
        if not item.prefill or "*" in path or is_empty(known.get(item.prefill)):
            continue
        _put(filled, path.split("."), known[item.prefill])
    return filled


def _put(node: dict[str, Any], path: list[str], value: Any) -> None:
    for key in path[:-1]:
        inner = node.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        node = inner
    last = path[-1]
    if isinstance(value, Mapping):
        inner = node.setdefault(last, {})
        for key, each in value.items():
            if isinstance(inner, dict) and not is_empty(each):
                _put(inner, [key], each)
    elif is_empty(node.get(last)):
        node[last] = deepcopy(value)
