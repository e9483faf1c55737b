"""Calculations as a small JSON tree. What cannot be calculated yet is nothing, never zero.

{"sum": [{"field": "land"}, {"value": 100}]}
{"sum_of": "members", "column": "capital"}      adds a column of a repeating group
{"count": "members"}                            rows of a group
{"years_since": {"field": "birth_date"}}        whole years until today
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import reduce
from operator import mul, sub, truediv
from typing import Any

from procedures.eforms.scope import Scope

Formula = dict[str, Any]


class BadFormula(ValueError):
    """The tree is not a formula."""


FOLDS = {
    "sum": lambda numbers: sum(numbers, Decimal(0)),
    "product": lambda numbers: reduce(mul, numbers, Decimal(1)),
    "difference": lambda numbers: reduce(sub, numbers),
    "quotient": lambda numbers: reduce(truediv, numbers),
    "least": min,
    "greatest": max,
}


def calculate(formula: Formula, scope: Scope, today: date) -> Decimal | None:
    """The value of the formula, None while a value it needs is missing. Raises BadFormula."""
    match formula:
        case {"value": int(number)}:
            return Decimal(number)
        case {"field": str(reference)}:
            return _number(scope.find(reference))
        case {"count": str(group)}:
            return Decimal(len(scope.find(group) or []))
        case {"sum_of": str(group), "column": str(column)}:
            return _column(scope.find(group) or [], column)
        case {"years_since": {"field": str(reference)}}:
            return _years(scope.find(reference), today)
    return _fold(formula, scope, today)


def _fold(formula: Formula, scope: Scope, today: date) -> Decimal | None:
    name = next(iter(formula), "") if isinstance(formula, dict) and len(formula) == 1 else ""
    if name not in FOLDS or not isinstance(formula[name], list) or not formula[name]:
        raise BadFormula(f"not a formula: {formula!r}")
    numbers = [calculate(item, scope, today) for item in formula[name]]
    if any(number is None for number in numbers):
        return None
    try:
        return FOLDS[name](numbers)
    except (DivisionByZero, InvalidOperation):
        return None


def references(formula: Formula) -> Iterator[str]:
    """Every field and group the formula speaks of. Raises BadFormula."""
    match formula:
        case {"value": int()}:
            return
        case {"field": str(reference)} | {"count": str(reference)}:
            yield reference
        case {"sum_of": str(group), "column": str()}:
            yield group
        case {"years_since": {"field": str(reference)}}:
            yield reference
        case dict() if len(formula) == 1 and next(iter(formula)) in FOLDS:
            for item in next(iter(formula.values())):
                yield from references(item)
        case _:
            raise BadFormula(f"not a formula: {formula!r}")


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _column(rows: list[dict[str, Any]], column: str) -> Decimal | None:
    numbers = [_number(row.get(column)) for row in rows]
    return None if None in numbers else sum(numbers, Decimal(0))


def _years(value: Any, today: date) -> Decimal | None:
    try:
        born = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return Decimal(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
