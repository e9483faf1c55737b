"""Conditions and calculations read aloud, so that an editor hears what he built."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from procedures.builder.references import Reference
from procedures.eforms.conditions import BadCondition, Condition
from procedures.eforms.formulas import FOLDS, Formula
from procedures.eforms.kinds import Kind
from procedures.eforms.summary import grouped

Known = Mapping[str, Reference]

_DAYS = {Kind.DATE, Kind.MONTH}


def tests_of(kind: Kind) -> list[tuple[str, str]]:
    """Comparisons that make sense for a kind of answer, with their words."""
    filled = [("filled", _("is answered")), ("empty", _("is not answered"))]
    match kind:
        case Kind.CHOICE:
            chosen = [("is", _("is")), ("is_not", _("is not")), ("in", _("is one of"))]
            return chosen + filled
        case Kind.MANY:
            return [("contains", _("includes")), *filled]
        case Kind.YES_NO:
            return [("is", _("is")), *filled]
        case Kind.NUMBER | Kind.MONEY | Kind.CALCULATION:
            return [*_numbers(), *filled]
        case Kind.DATE | Kind.MONTH:
            return [*_days(), *filled]
        case Kind.TEXT:
            return [*filled, ("is", _("is")), ("is_not", _("is not"))]
    return filled


def condition_words(condition: Condition | None, known: Known) -> str:
    """The condition as a clause: "“Đã kết hôn” là “Có” và “Diện tích” lớn hơn 250"."""
    if not condition:
        return ""
    try:
        return _clause(condition, known, inner=False)
    except (KeyError, AttributeError, TypeError, ValueError):
        return _("This condition cannot be read.")


def formula_words(formula: Formula | None, known: Known) -> str:
    """The calculation as people write it: "“Giá” × (“Số bản” + 2)"."""
    return _expression(formula, known, inner=False) if formula else ""


def _numbers() -> list[tuple[str, str]]:
    return [
        ("gt", _("is more than")),
        ("gte", _("is at least")),
        ("lt", _("is less than")),
        ("lte", _("is at most")),
        ("is", _("is exactly")),
    ]


def _days() -> list[tuple[str, str]]:
    return [
        ("lt", _("is before")),
        ("lte", _("is on or before")),
        ("gt", _("is after")),
        ("gte", _("is on or after")),
        ("is", _("is exactly")),
    ]


def _clause(condition: Any, known: Known, *, inner: bool) -> str:
    for join, word in (("all", _(" and ")), ("any", _(" or "))):
        if join in condition and len(condition) == 1:
            said = word.join(_clause(each, known, inner=True) for each in condition[join])
            return f"({said})" if inner and len(condition[join]) > 1 else said
    if "not" in condition and len(condition) == 1:
        return _("not so that %(clause)s") % {
            "clause": _clause(condition["not"], known, inner=True)
        }
    return _comparison(condition, known)


def _comparison(condition: Condition, known: Known) -> str:
    tests = [name for name in condition if name != "field"]
    if len(tests) != 1:
        raise BadCondition(str(condition))
    name, value = condition["field"], condition[tests[0]]
    reference = known.get(name) or Reference(name, name, Kind.TEXT)
    test = "empty" if tests[0] == "filled" and value is False else tests[0]
    words = dict(tests_of(reference.kind)).get(test) or _fallback(test)
    said = f"“{reference.label}” {words}"
    return said if test in ("filled", "empty") else f"{said} {_value(value, reference)}"


def _fallback(test: str) -> str:
    every = [*tests_of(Kind.CHOICE), *tests_of(Kind.MANY), *_numbers()]
    found = dict(reversed(every)).get(test)
    if found is None:
        raise BadCondition(test)
    return found


def _value(value: Any, reference: Reference) -> str:
    if isinstance(value, list):
        return ", ".join(_value(each, reference) for each in value)
    if isinstance(value, bool):
        return f"“{_('Yes') if value else _('No')}”"
    if reference.kind in _DAYS and isinstance(value, str):
        return _day(value)
    if isinstance(value, int | float):
        return grouped(value)
    return f"“{reference.label_of(str(value))}”"


def _day(value: str) -> str:
    if len(value) == 7:
        return f"{value[5:]}/{value[:4]}"
    try:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    except ValueError:
        return value


_SIGNS = {"sum": " + ", "difference": " − ", "product": " × ", "quotient": " ÷ "}


def operations() -> list[tuple[str, str]]:
    return [
        ("sum", _("Add")),
        ("difference", _("Subtract the others from the first")),
        ("product", _("Multiply")),
        ("quotient", _("Divide the first by the others")),
        ("least", _("The smallest of them")),
        ("greatest", _("The greatest of them")),
    ]


def _expression(formula: Any, known: Known, *, inner: bool) -> str:
    def named(path: str) -> str:
        return f"“{known[path].label if path in known else path}”"

    match formula:
        case {"value": int(number)}:
            return grouped(number)
        case {"field": str(of)}:
            return named(of)
        case {"count": str(of)}:
            return _("number of %(rows)s") % {"rows": named(of)}
        case {"sum_of": str(of), "column": str(column)}:
            return _("sum of %(column)s of all %(rows)s") % {
                "column": named(_column(known, of, column)),
                "rows": named(of),
            }
        case {"years_since": {"field": str(of)}}:
            return _("whole years since %(day)s") % {"day": named(of)}
        case dict() if len(formula) == 1 and next(iter(formula)) in FOLDS:
            return _folded(*next(iter(formula.items())), known, inner)
    return _("This calculation cannot be read.")


def _column(known: Known, rows: str, column: str) -> str:
    return f"{rows}.{column}" if f"{rows}.{column}" in known else column


def _folded(name: str, items: list[Any], known: Known, inner: bool) -> str:
    said = [_expression(each, known, inner=True) for each in items]
    if name == "least":
        return _("the smallest of %(items)s") % {"items": "; ".join(said)}
    if name == "greatest":
        return _("the greatest of %(items)s") % {"items": "; ".join(said)}
    joined = _SIGNS[name].join(said)
    return f"({joined})" if inner and len(said) > 1 else joined
