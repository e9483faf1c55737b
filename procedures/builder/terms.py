"""A calculation as terms under one operation, and back without loss; the twin of `rows`.

A term is a number, an answer, the rows of a group counted, a column of a group added up, or the
whole years since a day. One of them may itself be a small calculation, as in brackets.
"""

from dataclasses import dataclass
from typing import Any

from procedures.eforms.formulas import FOLDS, Formula

KINDS = ("value", "field", "count", "sum_of", "years_since")


@dataclass(frozen=True)
class Term:
    """`of` is the reference, empty for a plain number; `column` only of `sum_of`."""

    kind: str
    of: str = ""
    column: str = ""
    number: int = 0


@dataclass(frozen=True)
class Terms:
    operation: str = "sum"
    items: tuple["Term | Terms", ...] = ()


def to_terms(formula: Formula | None) -> Terms | None:
    """The terms of a calculation, none for none; None when terms cannot say it."""
    if not formula:
        return Terms()
    return _set(formula, inner=False)


def from_terms(terms: Terms) -> Formula | None:
    """The calculation that terms say; None when there are none."""
    items = [made for each in terms.items if (made := _made(each)) is not None]
    if not items:
        return None
    return items[0] if len(items) == 1 else {terms.operation: items}


def _made(item: Term | Terms) -> Formula | None:
    if isinstance(item, Terms):
        return from_terms(item)
    match item.kind:
        case "value":
            return {"value": item.number}
        case "sum_of":
            return {"sum_of": item.of, "column": item.column}
        case "years_since":
            return {"years_since": {"field": item.of}}
    return {item.kind: item.of}


def _set(formula: Any, *, inner: bool) -> Terms | None:
    name = next(iter(formula), "") if isinstance(formula, dict) and len(formula) == 1 else ""
    if name not in FOLDS:
        term = _term(formula)
        return None if term is None else Terms("sum", (term,))
    given = formula[name] if isinstance(formula[name], list) else []
    items = [_item(each, inner) for each in given]
    return None if None in items or not items else Terms(name, tuple(items))


def _item(formula: Any, inner: bool) -> Term | Terms | None:
    term = _term(formula)
    if term is not None or inner:
        return term
    return _set(formula, inner=True)


def _term(formula: Any) -> Term | None:
    match formula:
        case {"value": bool()}:
            return None
        case {"value": int(number), **rest} if not rest:
            return Term("value", number=number)
        case {"field": str(of), **rest} if not rest:
            return Term("field", of)
        case {"count": str(of), **rest} if not rest:
            return Term("count", of)
        case {"sum_of": str(of), "column": str(column), **rest} if not rest:
            return Term("sum_of", of, column)
        case {"years_since": {"field": str(of), **more}, **rest} if not (rest or more):
            return Term("years_since", of)
    return None
