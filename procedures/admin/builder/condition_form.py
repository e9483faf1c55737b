"""Rows of a condition: row `0` of the page has `0.field`, `0.test`, `0.value`."""

from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from procedures.admin.builder.row_form import RowForm
from procedures.builder.references import Reference
from procedures.builder.rows import JOINS, Row, Rows, from_rows, to_rows
from procedures.builder.sentences import Known, condition_words, tests_of
from procedures.eforms.conditions import Condition
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.eforms.problems import Invalid
from procedures.eforms.values import read
from procedures.eforms.words import Words

WITHOUT_VALUE = ("filled", "empty")


@dataclass
class DraftRow:
    """One row as typed. `values` are raw: option keys, or one text."""

    reference: Reference
    place: str = ""
    test: str = ""
    values: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def label(self) -> str:
        return self.reference.label

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


class ConditionForm(RowForm):
    """`offered` may be asked for, `known` is what words are found by."""

    row_name, anchor = "field", "row"
    how_name, hows, usual, usual_in_brackets = "join", JOINS, "all", "any"
    together = Rows

    def __init__(
        self,
        condition: Condition | None,
        offered: list[Reference],
        known: Known,
        data: QueryDict | None = None,
    ):
        self.offered, self.known = offered, known
        super().__init__(to_rows(condition), data)

    @property
    def joins(self) -> list[tuple[str, str]]:
        return [("all", _("all of these hold")), ("any", _("at least one of these holds"))]

    def condition(self) -> Condition | None:
        return from_rows(self.built)

    def sentence(self) -> str:
        """The rows so far, said aloud; nothing while one of them is unfinished."""
        rows = self.read(quiet=True)
        return condition_words(from_rows(rows), self.known) if self.items else ""

    def made(self, name: str) -> DraftRow | None:
        found = next((each for each in self.offered if each.path == name), None)
        return DraftRow(found) if found else None

    def take(self, row: DraftRow, data: QueryDict) -> None:
        row.test = data.get(f"{row.place}.test", "")
        row.values = [value[:500] for value in data.getlist(f"{row.place}.value")]

    def draft(self, stored: Row) -> DraftRow:
        reference = self.known.get(stored.field)
        reference = reference or Reference(stored.field, stored.field, Kind.TEXT)
        if stored.test == "filled":
            return DraftRow(reference, test="filled" if stored.value else "empty")
        values = stored.value if isinstance(stored.value, list) else [stored.value]
        return DraftRow(
            reference,
            test="is" if stored.test == "in" else stored.test,
            values=[_raw(value, reference.kind) for value in values],
        )


def _raw(value, kind: Kind) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind is Kind.DATE and isinstance(value, str):
        year, _dash, rest = value.partition("-")
        return f"{rest[3:]}/{rest[:2]}/{year}"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)
