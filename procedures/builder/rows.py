"""A condition as rows that a person can read and change, and back without loss.

Rows stand under "all" or "any"; one of them may itself be a small set of rows. What an editor
could not have built so (a negated set, a third level) has no rows: it is shown as a sentence and
can only be replaced.
"""

from dataclasses import dataclass
from typing import Any

from procedures.eforms.conditions import TESTS, Condition

JOINS = ("all", "any")
_OPPOSITE = {"is": "is_not", "is_not": "is"}


@dataclass(frozen=True)
class Row:
    """One comparison: `field` (a reference), `test` (a name of `conditions.TESTS`), `value`."""

    field: str
    test: str
    value: Any = None


@dataclass(frozen=True)
class Rows:
    """`items` of which all or any must hold."""

    join: str = "all"
    items: tuple["Row | Rows", ...] = ()


def to_rows(condition: Condition | None) -> Rows | None:
    """The rows of a condition, none for no condition; None when rows cannot say it."""
    if not condition:
        return Rows()
    return _set(condition, inner=False)


def from_rows(rows: Rows) -> Condition | None:
    """The condition that rows say; None when there is none. Empty inner sets say nothing."""
    items = [made for each in rows.items if (made := _made(each)) is not None]
    if not items:
        return None
    return items[0] if len(items) == 1 else {rows.join: items}


def _made(item: Row | Rows) -> Condition | None:
    if isinstance(item, Rows):
        return from_rows(item)
    return {"field": item.field, item.test: item.value}


def _set(condition: Any, *, inner: bool) -> Rows | None:
    join = next((name for name in JOINS if _is_set(condition, name)), None)
    if join is None:
        row = _row(condition)
        return None if row is None else Rows("all", (row,))
    items = [_item(each, inner) for each in condition[join]]
    return None if None in items or not items else Rows(join, tuple(items))


def _item(condition: Any, inner: bool) -> Row | Rows | None:
    if any(_is_set(condition, name) for name in JOINS):
        return None if inner else _set(condition, inner=True)
    return _row(condition)


def _is_set(condition: Any, name: str) -> bool:
    return (
        isinstance(condition, dict)
        and len(condition) == 1
        and isinstance(condition.get(name), list)
    )


def _row(condition: Any) -> Row | None:
    if not isinstance(condition, dict):
        return None
    if set(condition) == {"not"}:
        return _negated(_row(condition["not"]))
    tests = [name for name in condition if name != "field"]
    if len(condition) != 2 or len(tests) != 1 or tests[0] not in TESTS:
        return None
    return Row(condition["field"], tests[0], condition[tests[0]])


def _negated(row: Row | None) -> Row | None:
    """Only what has an exact opposite: "not more than" is not "at most" while nothing is there."""
    if row is None:
        return None
    if row.test == "filled":
        return Row(row.field, "filled", not row.value)
    if row.test in _OPPOSITE:
        return Row(row.field, _OPPOSITE[row.test], row.value)
    return None
