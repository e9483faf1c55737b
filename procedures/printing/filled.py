"""A form with its answers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from procedures.eforms import Definition, Evaluation
from procedures.eforms.blocks import parts_of
from procedures.eforms.field import Field
from procedures.eforms.kinds import PLACES, Kind
from procedures.eforms.scope import is_empty
from procedures.eforms.summary import address_words, in_words
from procedures.printing.pieces import boxes_of, columns_of, numbered, room_for, row_name
from procedures.printing.sheet import Entry, Shape, Sheet, SheetSection


def filled_sheet(
    definition: Definition,
    evaluation: Evaluation,
    *,
    typed: Mapping[str, Any] | None = None,
    title: str = "",
    symbol: str = "",
    to: str = "",
    notes: tuple[str, ...] = (),
    signer: str = "",
    signed_on: str = "",
    scan: str = "",
) -> Sheet:
    """The form with its answers, what is hidden left out.

    With `typed`, the answers as somebody wrote them, the sheet may still be written on: what is not
    right yet stands as it was typed, what is not answered is left open. Without, unanswered
    questions say so.
    """
    with override("vi"):
        writer = _Filled(evaluation, open_ended=typed is not None)
        shown = [definition.section(key) for key in evaluation.sections]
        sections = [
            SheetSection(
                numbered(number, section),
                tuple(writer.entries(section.fields, evaluation.answers, typed or {}, "", 0)),
            )
            for number, section in enumerate(shown, 1)
        ]
        title = title or str(definition.title)
        return Sheet(title, tuple(sections), symbol, to, notes, signer, signed_on, scan)


class _Filled:
    """Walks the form beside its clean answers and, for a draft, what was typed."""

    def __init__(self, evaluation: Evaluation, *, open_ended: bool):
        self._evaluation = evaluation
        self._open = open_ended

    def entries(self, items: Any, answers: Any, typed: Any, above: str, level: int) -> list[Entry]:
        clean = answers if isinstance(answers, dict) else {}
        raw = typed if isinstance(typed, dict) else {}
        return [
            self._entry(item, clean.get(item.key), raw.get(item.key), f"{above}{item.key}", level)
            for item in items
            if f"{above}{item.key}" in self._evaluation.visible
        ]

    def _entry(self, item: Field, value: Any, typed: Any, path: str, level: int) -> Entry:
        label = str(item.label)
        if item.repeats:
            return self._rows(item, value or [], typed, path, level)
        if item.kind is Kind.ADDRESS and self._whole(value, path):
            words = address_words(item, value or {}, self._evaluation)
            return Entry(Shape.LINE, label, value=words)
        if item.is_block:
            inner = self.entries(parts_of(item), value, typed, f"{path}.", level + 1)
            return Entry(Shape.SET, label, entries=tuple(inner), level=level)
        if item.kind is Kind.HEADING:
            return Entry(Shape.HEADING, label, level=level)
        return self._answer(item, value, typed)

    def _whole(self, value: Any, path: str) -> bool:
        """Whether an address can stand in one line: nothing in it is still to be written."""
        wrong = any(each.startswith(f"{path}.") for each in self._evaluation.errors)
        return not self._open or not (is_empty(value) or wrong)

    def _answer(self, item: Field, value: Any, typed: Any) -> Entry:
        label = str(item.label)
        if item.kind is Kind.STATEMENT:
            return Entry(Shape.TICK, label, value=_("Agreed") if value else "", open=self._open)
        boxes = boxes_of(item, value)
        if boxes:
            return Entry(Shape.BOXES, label, open=self._open, boxes=boxes)
        words = self._words(item, value, typed)
        return Entry(Shape.LINE, label, value=words) if words else room_for(item, label)

    def _words(self, item: Field, value: Any, typed: Any) -> str:
        """Empty: nobody has answered, and somebody still may."""
        if not is_empty(value):
            return self._said(item, value)
        if not self._open:
            return in_words(item, None)
        return typed.strip() if isinstance(typed, str) else ""

    def _said(self, item: Field, value: Any) -> str:
        names = self._evaluation.place_names
        return names.get(value, value) if item.kind in PLACES else in_words(item, value)

    def _rows(self, item: Field, rows: list, typed: Any, path: str, level: int) -> Entry:
        label, raw = str(item.label), typed if isinstance(typed, list) else []
        if not rows:
            return Entry(Shape.LINE, label, value=_("None"))
        columns = columns_of(item)
        if columns and not any(part.show_if for part in item.fields):
            cells = tuple(tuple(self._cells(item, row)) for row in rows)
            heads = tuple(str(part.label) for part in columns)
            return Entry(Shape.TABLE, label, columns=heads, rows=cells, level=level)
        sets = tuple(
            Entry(
                Shape.SET,
                row_name(item, index + 1),
                entries=tuple(
                    self.entries(
                        item.fields,
                        row,
                        raw[index] if index < len(raw) else {},
                        f"{path}.{index}.",
                        level + 2,
                    )
                ),
                level=level + 1,
            )
            for index, row in enumerate(rows)
        )
        return Entry(Shape.SET, label, entries=sets, level=level)

    def _cells(self, item: Field, row: dict[str, Any]) -> list[str]:
        found: list[str] = []
        for part in item.fields:
            value = row.get(part.key)
            if part.kind is Kind.ADDRESS:
                found.append(address_words(part, value or {}, self._evaluation))
            elif part.is_block:
                inner = value or {}
                found += [self._cell(each, inner.get(each.key)) for each in parts_of(part)]
            else:
                found.append(self._cell(part, value))
        return found

    def _cell(self, part: Field, value: Any) -> str:
        if part.kind is Kind.ADDRESS:
            return address_words(part, value or {}, self._evaluation)
        return "–" if is_empty(value) else self._said(part, value)
