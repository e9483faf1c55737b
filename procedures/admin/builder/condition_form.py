"""Rows of a condition as they stand on a page, with or without scripts.

Names are places: row `0` has `0.field`, `0.test`, `0.value`; a set of rows `1` has `1.set`,
`1.join` and rows `1.0`, `1.1`. Buttons that add and remove only change the page; nothing is stored
before "save".
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from procedures.builder.references import Reference
from procedures.builder.rows import JOINS, Row, Rows, from_rows, to_rows
from procedures.builder.sentences import Known, condition_words, tests_of
from procedures.eforms.conditions import Condition
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.eforms.problems import Invalid
from procedures.eforms.values import read
from procedures.eforms.words import Words

MOST_ROWS = 20
WITHOUT_VALUE = ("filled", "empty")
_PLACE = re.compile(r"^(\d{1,2})(?:\.(\d{1,2}))?$")


@dataclass
class DraftRow:
    """One row as typed. `values` are raw: option keys, or one text."""

    reference: Reference
    place: str = ""
    test: str = ""
    values: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def tests(self) -> list[tuple[str, str]]:
        return [each for each in tests_of(self.reference.kind) if each[0] != "in"]

    @property
    def shape(self) -> str:
        """How the value is asked for: boxes, yes_no, select, text, or nothing."""
        if all(test in WITHOUT_VALUE for test, _words in self.tests):
            return "nothing"
        kinds = {Kind.CHOICE: "boxes", Kind.MANY: "select", Kind.YES_NO: "yes_no"}
        return kinds.get(self.reference.kind, "text")

    @property
    def text(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def hint(self) -> str:
        if self.reference.kind is Kind.DATE:
            return _("Day/month/year, for example 01/07/2025")
        return ""

    def read(self) -> Row | None:
        """The row as it is stored; None with `error` set when it cannot be."""
        path = self.reference.path
        if self.test not in dict(self.tests):
            self.error = _("Choose how to compare.")
            return None
        if self.test in WITHOUT_VALUE:
            return Row(path, "filled", self.test == "filled")
        try:
            return self._compared(path)
        except Invalid as invalid:
            self.error = invalid.problem.message
            return None

    def _compared(self, path: str) -> Row:
        chosen = [value for value in self.values if value.strip()]
        if not chosen:
            self.error = _("Say what to compare with.")
            raise Invalid("required")
        kind = self.reference.kind
        if kind in (Kind.CHOICE, Kind.MANY):
            single = Field("value", Kind.CHOICE, Words(" "), options=self.reference.options)
            keys = [read(single, value, date.today()) for value in chosen]
            if len(keys) > 1 and self.test == "is":
                return Row(path, "in", keys)
            if len(keys) > 1:
                raise Invalid("too_many", max=1)
            return Row(path, self.test, keys[0])
        plain = Kind.NUMBER if kind is Kind.CALCULATION else kind
        return Row(
            path, self.test, read(Field("value", plain, Words(" ")), chosen[0], date.today())
        )


@dataclass
class DraftSet:
    """A set of rows in brackets."""

    place: str = ""
    join: str = "any"
    rows: list[DraftRow] = field(default_factory=list)


class ConditionForm:
    """Shows and reads the rows. `offered` may be asked for, `known` is what words are found by.

    `lost` says that the stored condition cannot be shown as rows: saving replaces it.
    """

    def __init__(
        self,
        condition: Condition | None,
        offered: list[Reference],
        known: Known,
        data: QueryDict | None = None,
    ):
        self.offered, self.known, self.data = offered, known, data
        self.errors: list[tuple[str, str]] = []
        rows = to_rows(condition)
        self.lost = rows is None
        self.join = rows.join if rows else "all"
        self.items = _drafts(rows, known) if rows and data is None else []
        if data is not None:
            self._receive(data)
        self._number()

    @property
    def joins(self) -> list[tuple[str, str]]:
        return [("all", _("all of these hold")), ("any", _("at least one of these holds"))]

    @property
    def full(self) -> bool:
        return self._count() >= MOST_ROWS

    def act(self) -> bool:
        """Does what the button asks; True when it was the one that saves."""
        action, _colon, place = self.data.get("action", "").partition(":")
        if action == "save":
            return True
        if action == "add" and not self.full:
            self._add(place)
        elif action == "set" and not self.full:
            self.items.append(DraftSet())
        elif action == "remove":
            self._remove(place)
        self._number()
        return False

    def is_valid(self) -> bool:
        self._built = self._read()
        return not self.errors

    def condition(self) -> Condition | None:
        return from_rows(self._built)

    def sentence(self) -> str:
        """The rows so far, said aloud; nothing while one of them is unfinished."""
        rows = Rows(self.join, tuple(self._rows(quiet=True)))
        return condition_words(from_rows(rows), self.known) if self.items else ""

    def _rows(self, quiet: bool = False) -> list[Row | Rows]:
        built: list[Row | Rows] = []
        for item in self.items:
            if isinstance(item, DraftSet):
                inner = [made for row in item.rows if (made := self._row(row, quiet))]
                built.append(Rows(item.join, tuple(inner)))
            elif made := self._row(item, quiet):
                built.append(made)
        return built

    def _row(self, row: DraftRow, quiet: bool) -> Row | None:
        made, error = row.read(), row.error
        if quiet:
            row.error = ""
        elif error:
            self.errors.append((f"row-{row.place}", f"{row.reference.label}: {error}"))
        return made

    def _read(self) -> Rows:
        return Rows(self.join, tuple(self._rows()))

    def _receive(self, data: QueryDict) -> None:
        self.join = data.get("join") if data.get("join") in JOINS else "all"
        names = [name.rpartition(".")[0] for name in data if name.endswith((".field", ".set"))]
        places = sorted(
            {_PLACE.match(name).groups() for name in names if _PLACE.match(name)}, key=_order
        )
        sets: dict[str, DraftSet] = {}
        for outer, inner in places[: MOST_ROWS * 2]:
            if inner is not None and outer in sets:
                self._receive_row(data, f"{outer}.{inner}", sets[outer].rows)
            elif inner is None and f"{outer}.set" in data:
                join = data.get(f"{outer}.join")
                sets[outer] = DraftSet(join=join if join in JOINS else "any")
                self.items.append(sets[outer])
            elif inner is None:
                self._receive_row(data, outer, self.items)

    def _receive_row(self, data: QueryDict, place: str, rows: list) -> None:
        reference = self._reference(data.get(f"{place}.field", ""))
        if reference is not None and self._count() < MOST_ROWS:
            values = [value[:500] for value in data.getlist(f"{place}.value")]
            rows.append(DraftRow(reference, place, data.get(f"{place}.test", ""), values))

    def _add(self, place: str) -> None:
        rows: list = self.items
        if place:
            found = next((each for each in self.items if each.place == place), None)
            rows = found.rows if isinstance(found, DraftSet) else []
        name = f"{place}.new" if place else "new"
        reference = self._reference(self.data.get(name, ""))
        if reference is not None:
            rows.append(DraftRow(reference))

    def _remove(self, place: str) -> None:
        self.items = [each for each in self.items if each.place != place]
        for each in self.items:
            if isinstance(each, DraftSet):
                each.rows = [row for row in each.rows if row.place != place]

    def _reference(self, path: str) -> Reference | None:
        return next((each for each in self.offered if each.path == path), None)

    def _count(self) -> int:
        return sum(len(each.rows) + 1 if isinstance(each, DraftSet) else 1 for each in self.items)

    def _number(self) -> None:
        for index, item in enumerate(self.items):
            item.place = str(index)
            for inner, row in enumerate(item.rows if isinstance(item, DraftSet) else ()):
                row.place = f"{index}.{inner}"


def _order(place: tuple[str, str | None]) -> tuple[int, int]:
    return int(place[0]), -1 if place[1] is None else int(place[1])


def _drafts(rows: Rows, known: Known) -> list[DraftRow | DraftSet]:
    return [
        DraftSet(join=item.join, rows=[_draft(row, known) for row in item.items])
        if isinstance(item, Rows)
        else _draft(item, known)
        for item in rows.items
    ]


def _draft(row: Row, known: Known) -> DraftRow:
    reference = known.get(row.field) or Reference(row.field, row.field, Kind.TEXT)
    if row.test == "filled":
        return DraftRow(reference, test="filled" if row.value else "empty")
    test = "is" if row.test == "in" else row.test
    values = row.value if isinstance(row.value, list) else [row.value]
    return DraftRow(reference, test=test, values=[_raw(value, reference.kind) for value in values])


def _raw(value, kind: Kind) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind is Kind.DATE and isinstance(value, str):
        year, _dash, rest = value.partition("-")
        return f"{rest[3:]}/{rest[:2]}/{year}"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)
