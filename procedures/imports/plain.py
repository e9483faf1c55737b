"""Facts as plain JSON values and back, so that they can wait in the database."""

from typing import Any

from pydantic import TypeAdapter

from procedures.imports.facts import ProcedureFacts
from procedures.imports.problems import Problem, Reason

_FACTS = TypeAdapter(ProcedureFacts)
_ELSEWHERE = {"raw", "problems"}
"""Kept in columns of their own: the source's texts, and what is wrong with them."""


def to_plain(facts: ProcedureFacts) -> dict[str, Any]:
    """The facts without empty values; equal facts give equal values."""
    return _FACTS.dump_python(facts, mode="json", exclude=_ELSEWHERE, exclude_defaults=True)


def from_plain(value: dict[str, Any]) -> ProcedureFacts:
    """The facts that `to_plain` wrote; raises ValueError for anything else."""
    return _FACTS.validate_python(value)


def problem_to_plain(problem: Problem) -> dict[str, Any]:
    plain = {"reason": problem.code, "field": problem.field, "excerpt": problem.excerpt}
    return plain if problem.row is None else plain | {"row": problem.row}


def problem_from_plain(value: dict[str, Any]) -> Problem:
    return Problem(Reason[value["reason"]], value["field"], value["excerpt"], value.get("row"))
