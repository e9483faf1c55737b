"""Records of the national exchange (`LayThuTuc`): nested JSON with Vietnamese names in capitals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from procedures.imports.facts import ProcedureFacts
from procedures.imports.problems import Problem, Reason


def recognises(record: Mapping[str, Any]) -> bool:
    return any(str(key).upper() in {"MATTHC", "TENTTHC"} for key in record)


def unwrapped(value: Any) -> Iterator[Any]:
    """The records in a value: itself, or the members of the list it is or wraps."""
    if isinstance(value, list):
        yield from value
    else:
        yield value


def read(record: Mapping[str, Any], today: date) -> ProcedureFacts | Problem:
    return Problem(Reason.NOT_A_PROCEDURE, "", str(record)[:200])
