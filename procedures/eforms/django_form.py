"""A section of a form as a Django form, with rows that are added and removed by plain buttons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from procedures.eforms import conditions
from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Definition, Section
from procedures.eforms.evaluate import MOST_ROWS, Evaluation, evaluate
from procedures.eforms.field import Field
from procedures.eforms.kinds import PLACES, Kind
from procedures.eforms.opened import EVERYTHING, Opened
from procedures.eforms.places import Places
from procedures.eforms.posted import act, flatten, merge
from procedures.eforms.summary import in_words
from procedures.eforms.widgets import form_field, place_field

REFRESH = "refresh"
"""Action of a button that only shows what the answers so far call for."""


@dataclass
class Row:
    """One row of a repeating group; `remove` is the value of its button."""

    title: str
    remove: str
    blocks: list["Block"]


@dataclass
class Block:
    """One thing on the page: a question, a set of questions, rows, a text or a calculation."""

    item: Field
    path: str
    required: bool
    bound: forms.BoundField | None = None
    blocks: list["Block"] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    value: Any = None
    add: str = ""
    address: str = ""

    @property
    def shape(self) -> str:
        """Which template shows it: question, file, set, rows, calculation or heading."""
        if self.item.repeats:
            return "rows"
        if self.item.is_block:
            return "set"
        return _SHAPES.get(self.item.kind, "question")

    @property
    def files(self) -> list[dict[str, Any]]:
        """The file that was added, as the upload component shows it."""
        if not isinstance(self.value, dict):
            return []
        shown = {name: self.value.get(name, "") for name in ("name", "size")}
        return [shown | {"url": self.address, "remove": f"detach:{self.path}"}]

    @property
    def words(self) -> str:
        """The value of a calculation as people write it."""
        return in_words(self.item, self.value)

    @property
    def brings(self) -> str:
        """Words of the button that brings up the choices which hang on this answer, if any do."""
        if self.item.kind is not Kind.PROVINCE or not hasattr(self.bound.field.widget, "choices"):
            return ""
        return _("Show the communes of this province")

    @property
    def anchor(self) -> str:
        return f"block-{self.path.replace('.', '-')}"


class SectionForm(forms.Form):
    """Shows and reads one section.

    Give it the answers so far and, on a POST, the data; `answers` then holds both merged, with
    everything that was typed, right or wrong. `acted` says that the button only changed the page
    (a row added or removed, a refresh), so nothing is complained about. Otherwise `is_valid()`
    tells whether the section may be left. All judgement is `evaluate`'s. `files` holds the
    addresses at which the reader opens the files he added, by their ids. Only what is `opened` is
    shown, read and complained about.
    """

    use_required_attribute = False

    def __init__(
        self,
        definition: Definition,
        section: str,
        *,
        answers: Mapping[str, Any],
        today: date,
        data: MultiValueDict | None = None,
        circumstances: Mapping[str, Any] | None = None,
        check: bool = True,
        places: Places | None = None,
        files: Mapping[str, str] | None = None,
        opened: Opened = EVERYTHING,
    ):
        self.definition = definition
        self.section: Section = definition.section(section)
        self.opened = opened
        self.acted = False
        self.answers = dict(answers)
        if data is not None:
            action = data.get("action", "")
            self.answers = merge(self.section.fields, self.answers, opened.fit(data))
            self.acted = action == REFRESH or (
                opened.allows_button(action) and act(self.answers, action)
            )
        self.evaluation: Evaluation = evaluate(
            definition, self.answers, today, circumstances, places
        )
        shows_errors = data is not None and check and not self.acted
        shown = flatten(self.section.fields, self.answers)
        super().__init__(data=shown if shows_errors else None, initial=_initial(shown))
        self._files = files or {}
        self._refreshing = _referred(definition)
        self._built = list(self._build(self.section.fields, self.answers, ""))

    def blocks(self) -> list[Block]:
        """What the page shows, in order, errors included."""
        if self.is_bound:
            self._spread_errors(self._built)
        return self._built

    def error_links(self) -> list[tuple[str, str]]:
        """(id of the place, words) of every error here, for the summary at the top."""
        return [link for block in self.blocks() for link in _links(block)]

    def full_clean(self):
        super().full_clean()
        if not self.is_bound:
            return
        mine = {item.key for item in self.section.fields}
        for path, problems in self.evaluation.errors.items():
            if self.opened.shows(path) and path.split(".")[0] in mine:
                for problem in problems:
                    self._error_at(path, problem.message)

    def _error_at(self, path: str, message: str) -> None:
        """Errors of a whole group have no field of their own; they stand under its path."""
        if path in self.fields:
            self.add_error(path, message)
        else:
            self._errors.setdefault(path, self.error_class()).append(message)

    def _build(self, items: Iterable[Field], answers: Any, above: str) -> Iterator[Block]:
        given = answers if isinstance(answers, dict) else {}
        for item in items:
            path = f"{above}{item.key}"
            if path in self.evaluation.visible and self.opened.shows(path):
                yield self._block(item, path, given.get(item.key))

    def _block(self, item: Field, path: str, value: Any) -> Block:
        block = Block(item, path, required=path in self.evaluation.required)
        if item.repeats:
            rows = value if isinstance(value, list) else []
            block.rows = [
                self._row(item, path, index, row)
                for index, row in enumerate(rows)
                if self.opened.shows(f"{path}.{index}")
            ]
            most = item.max if isinstance(item.max, int) else MOST_ROWS
            block.add = f"add:{path}" if len(rows) < most and self.opened.allows(path) else ""
        elif item.is_block:
            block.blocks = list(self._build(parts_of(item), value, f"{path}."))
        elif item.kind is Kind.CALCULATION:
            block.value = self.evaluation.computed.get(path)
        elif item.is_answered:
            self.fields[path] = self._field(item, path, value)
            block.bound, block.value = self[path], value
            if isinstance(value, dict):
                block.address = self._files.get(str(value.get("id")), "")
        return block

    def _field(self, item: Field, path: str, value: Any) -> forms.Field:
        required = path in self.evaluation.required
        if item.kind in PLACES:
            return place_field(item, required, self.evaluation.offered[path], value)
        return form_field(item, required, refreshes=item.key in self._refreshing)

    def _row(self, item: Field, path: str, index: int, row: Any) -> Row:
        place = f"{path}.{index}"
        title = _("%(name)s %(number)d") % {"name": item.label, "number": index + 1}
        remove = f"remove:{place}" if self.opened.allows(path) else ""
        return Row(title, remove, list(self._build(item.fields, row, f"{place}.")))

    def _spread_errors(self, blocks: list[Block]) -> None:
        for block in blocks:
            block.errors = list(self.errors.get(block.path, []))
            self._spread_errors(block.blocks)
            for row in block.rows:
                self._spread_errors(row.blocks)


_SHAPES = {
    Kind.CALCULATION: "calculation",
    Kind.HEADING: "heading",
    Kind.FILE: "file",
}


def _links(block: Block) -> Iterator[tuple[str, str]]:
    place = block.anchor
    if block.bound is not None:
        inputs = block.bound.subwidgets
        place = inputs[0].id_for_label if inputs else block.bound.id_for_label
    yield from ((place, f"{block.item.label}: {message}") for message in block.errors)
    for inner in [*block.blocks, *(each for row in block.rows for each in row.blocks)]:
        yield from _links(inner)


def _initial(shown: MultiValueDict) -> dict[str, Any]:
    """What each field shows; a choice of several from which nothing was chosen shows nothing."""
    return {
        path: values if len(values) > 1 else values[0] for path, values in shown.lists() if values
    }


def _referred(definition: Definition) -> set[str]:
    """Last keys of the fields that a condition somewhere asks for."""
    found: set[str] = set()
    for _path, item in definition.walk():
        for condition in (item.show_if, item.required_if):
            if condition:
                found |= {name.split(".")[-1] for name in conditions.references(condition)}
    return found
