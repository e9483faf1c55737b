"""The one evaluator: what is seen, what is required, what is wrong, what it all comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from procedures.eforms.blocks import parts_of
from procedures.eforms.conditions import holds
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.formulas import calculate
from procedures.eforms.kinds import PLACES, Kind
from procedures.eforms.places import AsWritten, Choices, Places
from procedures.eforms.problems import Invalid, Problem
from procedures.eforms.scope import Scope, is_empty
from procedures.eforms.values import read, read_place

MOST_ROWS = 100
"""A group that names no limit stops here, so that a request cannot grow without end."""


@dataclass
class Evaluation:
    """Everything a page, the API or a printed form needs to know of a set of answers.

    Paths are dotted (`children.0.full_name`). `answers` holds clean values of visible fields only;
    what is hidden is kept by whoever stores the answers, and used by nobody. `computed` holds
    calculations, as text, also found among `answers`. `offered` holds what can be chosen as a
    province or commune: nothing yet while the province is open, None where there is no list.
    """

    visible: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    errors: dict[str, list[Problem]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    computed: dict[str, Any] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)
    offered: dict[str, Choices | None] = field(default_factory=dict)
    places: Places = field(default_factory=AsWritten, compare=False, repr=False)

    @property
    def ok(self) -> bool:
        return not self.errors

    @cached_property
    def place_names(self) -> Mapping[str, str]:
        """Full names of the provinces and communes among the answers, by their codes."""
        return self.places.names({_at(self.answers, path) for path in self.offered} - {""})


def evaluate(
    definition: Definition,
    answers: Mapping[str, Any],
    today: date,
    circumstances: Mapping[str, Any] | None = None,
    places: Places | None = None,
) -> Evaluation:
    """Reads `answers` against the form on the local date `today`.

    `circumstances` are facts of the filing that conditions may ask for as `@case`, `@channel`.
    `places` are the provinces and communes to choose from; without them addresses are taken as they
    are written. Never raises for anything a person can send.
    """
    result = Evaluation(places=places or AsWritten())
    scope = Scope(result.answers, None, circumstances or {})
    reader = _Reader(result, today)
    for section in definition.sections:
        if section.show_if and not holds(section.show_if, scope):
            continue
        result.sections.append(section.key)
        reader.fields(section.fields, answers, scope, "")
    return result


class _Reader:
    """Walks the form once, in order: a condition sees only what stands before it."""

    def __init__(self, result: Evaluation, today: date):
        self.result = result
        self.today = today

    def fields(
        self,
        items: tuple[Field, ...],
        raw: Any,
        scope: Scope,
        above: str,
        asked: bool = True,
    ) -> None:
        """Reads neighbours into `scope`. `asked` is False in a block that may stay empty."""
        given = raw if isinstance(raw, Mapping) else {}
        for item in items:
            if item.show_if and not holds(item.show_if, scope):
                continue
            path = f"{above}{item.key}"
            self.result.visible.add(path)
            required = asked and self._required(item, scope)
            if required:
                self.result.required.add(path)
            value = self._value(item, given.get(item.key), scope, path, required)
            if not is_empty(value):
                scope.values[item.key] = value

    def _required(self, item: Field, scope: Scope) -> bool:
        return item.required or bool(item.required_if and holds(item.required_if, scope))

    def _value(self, item: Field, raw: Any, scope: Scope, path: str, required: bool) -> Any:
        if item.kind is Kind.CALCULATION:
            return self._calculation(item, scope, path)
        if item.repeats:
            return self._rows(item, raw, scope, path, required)
        if item.is_block:
            return self._block(item, raw, scope, path, required)
        if item.kind in PLACES:
            self.result.offered[path] = self._offered(item, scope)
        if item.is_answered:
            return self._answer(item, raw, path, required)
        return None

    def _offered(self, item: Field, scope: Scope) -> Choices | None:
        places = self.result.places
        if item.kind is Kind.PROVINCE or not places.provinces():
            return places.provinces() or None
        province = scope.values.get(PROVINCE_OF_ADDRESS)
        return (places.communes(province) or None) if province else ()

    def _calculation(self, item: Field, scope: Scope, path: str) -> int | float | None:
        total = calculate(item.formula or {"value": 0}, scope, self.today)
        if total is None:
            return None
        value = int(total) if total == total.to_integral_value() else float(round(total, 4))
        self.result.computed[path] = value
        return value

    def _rows(
        self, item: Field, raw: Any, scope: Scope, path: str, required: bool
    ) -> list[dict[str, Any]]:
        given = raw if isinstance(raw, list) else []
        most = item.max if isinstance(item.max, int) else MOST_ROWS
        least = item.min if isinstance(item.min, int) else int(required)
        if len(given) > most:
            self._wrong(path, Problem("too_many_rows", {"max": most}))
        if len(given) < least and (required or given):
            self._wrong(path, Problem("required_rows", {"min": least}))
        rows: list[dict[str, Any]] = []
        for index, row in enumerate(given[:most]):
            inner = scope.inner({})
            self.fields(item.fields, row, inner, f"{path}.{index}.")
            rows.append(inner.values)
        return rows

    def _block(
        self, item: Field, raw: Any, scope: Scope, path: str, required: bool
    ) -> dict[str, Any]:
        """A block that may stay empty must be whole once somebody starts it."""
        inner = scope.inner({})
        self.fields(parts_of(item), raw, inner, f"{path}.", required or _started(raw))
        return inner.values

    def _answer(self, item: Field, raw: Any, path: str, required: bool) -> Any:
        empty = is_empty(raw) or isinstance(raw, str) and not raw.strip()
        unticked = item.kind is Kind.STATEMENT and raw is False
        if empty or unticked:
            if required:
                self._wrong(path, Problem(_REQUIRED.get(item.kind, "required")))
            return None
        try:
            if item.kind in PLACES:
                return read_place(item, raw, self.result.offered[path])
            return read(item, raw, self.today)
        except Invalid as invalid:
            self._wrong(path, invalid.problem)
            return None

    def _wrong(self, path: str, problem: Problem) -> None:
        self.result.errors.setdefault(path, []).append(problem)


PROVINCE_OF_ADDRESS = "province"
"""Key of the part of an address that its commune is chosen within."""

_REQUIRED = {
    Kind.PROVINCE: "required_choice",
    Kind.COMMUNE: "required_choice",
    Kind.CHOICE: "required_choice",
    Kind.MANY: "required_choice",
    Kind.YES_NO: "required_choice",
    Kind.STATEMENT: "required_statement",
    Kind.FILE: "required_file",
}


def _started(raw: Any, depth: int = 4) -> bool:
    """Whether anything was typed into a block; blocks stand in blocks two deep at most."""
    if isinstance(raw, Mapping):
        return depth > 0 and any(_started(value, depth - 1) for value in raw.values())
    if isinstance(raw, str):
        return bool(raw.strip())
    return not is_empty(raw)


def _at(answers: Any, path: str) -> str:
    """The text under a path of clean answers; empty when there is none."""
    for key in path.split("."):
        if isinstance(answers, list):
            answers = answers[int(key)] if int(key) < len(answers) else None
        else:
            answers = answers.get(key) if isinstance(answers, Mapping) else None
    return answers if isinstance(answers, str) else ""
