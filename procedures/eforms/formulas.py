"""Calculations as a small JSON tree. What cannot be calculated yet is nothing, never zero.

{"sum": [{"field": "land"}, {"value": 100}]}
{"sum_of": "members", "column": "capital"}      adds a column of a repeating group
{"count": "members"}                            rows of a group
{"years_since": {"field": "birth_date"}}        whole years until today
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import mul, sub, truediv
from typing import Any

from procedures.eforms.scope import Scope

Formula = dict[str, Any]


LARGEST = Decimal(10) ** 18
"""Results and answers from here on are none: no sum of money or area comes near."""


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
            return _sane(lambda: Decimal(number))
        case {"field": str(reference)}:
            return _number(scope.find(reference))
        case {"count": str(group)}:
            return Decimal(len(_rows(scope, group)))
        case {"sum_of": str(group), "column": str(column)}:
            return _column(_rows(scope, group), column)
        case {"years_since": {"field": str(reference)}}:
            return _years(scope.find(reference), today)
    return _fold(formula, scope, today)


def _fold(formula: Formula, scope: Scope, today: date) -> Decimal | None:
    if not isinstance(formula, dict) or not _folded(formula):
        raise BadFormula(f"not a formula: {formula!r}")
    name = next(iter(formula))
    numbers = [calculate(item, scope, today) for item in formula[name]]
    if any(number is None for number in numbers):
        return None
    return _sane(lambda: FOLDS[name](numbers))


def _folded(formula: Formula) -> bool:
    """Whether it is one operation over a list of something."""
    name = next(iter(formula), "")
    given = formula.get(name)
    return len(formula) == 1 and name in FOLDS and isinstance(given, list) and bool(given)


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
        case dict() if _folded(formula):
            for item in next(iter(formula.values())):
                yield from references(item)
        case _:
            raise BadFormula(f"not a formula: {formula!r}")


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return _sane(lambda: Decimal(str(value)))


def _sane(reckon: Callable[[], Decimal]) -> Decimal | None:
    """What comes out, unless it is no number or larger than anything that is counted here."""
    try:
        number = reckon()
    except ArithmeticError:
        return None
    return number if number.is_finite() and abs(number) < LARGEST else None


def _rows(scope: Scope, group: str) -> list[Any]:
    found = scope.find(group)
    return found if isinstance(found, list) else []


def _column(rows: list[Any], column: str) -> Decimal | None:
    numbers = [_number(row.get(column)) if isinstance(row, dict) else None for row in rows]
    return None if None in numbers else _sane(lambda: sum(numbers, Decimal(0)))


def _years(value: Any, today: date) -> Decimal | None:
    try:
        born = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return Decimal(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
