"""Conditions as a small JSON tree, safe to take from an editor: no code is ever run.

{"field": "married", "is": true}
{"all": [{"field": "area", "gt": 250}, {"not": {"field": "@case", "is": "house"}}]}
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from procedures.eforms.scope import Scope, is_empty

Condition = dict[str, Any]


class BadCondition(ValueError):
    """The tree is not a condition."""


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Numbers compare as numbers, ISO dates as texts; anything else does not compare."""

    def test(value: Any, other: Any) -> bool:
        left, right = _number(value), _number(other)
        if left is not None and right is not None:
            return compare(left, right)
        if isinstance(value, str) and isinstance(other, str) and value:
            return compare(value, other)
        return False

    return test


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "is": lambda value, other: value == other,
    "is_not": lambda value, other: value != other,
    "in": lambda value, other: value in other,
    "contains": lambda value, other: isinstance(value, list) and other in value,
    "filled": lambda value, other: is_empty(value) is not other,
    "gt": _ordered(lambda left, right: left > right),
    "gte": _ordered(lambda left, right: left >= right),
    "lt": _ordered(lambda left, right: left < right),
    "lte": _ordered(lambda left, right: left <= right),
}


def holds(condition: Condition, scope: Scope) -> bool:
    """Whether the condition is true of the values in scope. Raises BadCondition."""
    match condition:
        case {"all": list(inner)} if len(condition) == 1:
            return all(holds(item, scope) for item in inner)
        case {"any": list(inner)} if len(condition) == 1:
            return any(holds(item, scope) for item in inner)
        case {"not": dict(inner)} if len(condition) == 1:
            return not holds(inner, scope)
    reference, test, other = _comparison(condition)
    return TESTS[test](scope.find(reference), other)


def references(condition: Condition) -> Iterator[str]:
    """Every field the condition speaks of. Raises BadCondition."""
    match condition:
        case {"all": list(inner)} | {"any": list(inner)} if len(condition) == 1:
            for item in inner:
                yield from references(item)
        case {"not": dict(inner)} if len(condition) == 1:
            yield from references(inner)
        case _:
            yield _comparison(condition)[0]


def _comparison(condition: Any) -> tuple[str, str, Any]:
    if not isinstance(condition, dict) or not isinstance(condition.get("field"), str):
        raise BadCondition(f"not a condition: {condition!r}")
    tests = [key for key in condition if key != "field"]
    if len(tests) != 1 or tests[0] not in TESTS:
        raise BadCondition(f"one test is needed: {condition!r}")
    other = condition[tests[0]]
    if tests[0] == "in" and not isinstance(other, list):
        raise BadCondition(f"`in` needs a list: {condition!r}")
    if tests[0] == "filled" and not isinstance(other, bool):
        raise BadCondition(f"`filled` needs true or false: {condition!r}")
    return condition["field"], tests[0], other
