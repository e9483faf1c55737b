"""From a form and its evaluation to the sheet."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from procedures.builder.references import Reference, circumstances, every_reference
from procedures.builder.sentences import condition_words
from procedures.eforms import Definition, Evaluation
from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Section
from procedures.eforms.field import Field
from procedures.eforms.kinds import PLACES, Kind
from procedures.eforms.scope import is_empty
from procedures.eforms.summary import address_words, in_words
from procedures.models.choices import ChannelKind
from procedures.printing.sheet import Box, Entry, Shape, Sheet, SheetSection

EMPTY_ROWS = 3
MOST_COLUMNS = 6
MOST_BOXES = 12
LONG_ROOM = 4
ID_DIGITS = 12
LONGEST_HINT = 140

_SHAPES = {
    Kind.DATE: Shape.DAY,
    Kind.MONTH: Shape.MONTH,
    Kind.IDENTITY_NUMBER: Shape.DIGITS,
}


def blank_sheet(
    definition: Definition,
    *,
    title: str = "",
    symbol: str = "",
    cases: Mapping[str, str] | None = None,
) -> Sheet:
    """The form with room to write in: everything it may ask, conditions said in words.

    `cases` gives the words of the situations that conditions speak of.
    """
    with override("vi"):
        known = _known(definition, cases or {})
        sections = [
            SheetSection(
                _numbered(number, section),
                tuple(entry for item in section.fields for entry in _blank(item, known)),
                _hint(section.help, _condition(section.show_if, known)),
            )
            for number, section in enumerate(definition.sections, 1)
        ]
        return Sheet(title or str(definition.title), tuple(sections), symbol)


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
                _numbered(number, section),
                tuple(writer.entries(section.fields, evaluation.answers, typed or {}, "", 0)),
            )
            for number, section in enumerate(shown, 1)
        ]
        title = title or str(definition.title)
        return Sheet(title, tuple(sections), symbol, to, notes, signer, signed_on)


def _known(definition: Definition, cases: Mapping[str, str]) -> dict[str, Reference]:
    channels = {kind.value: str(kind.label) for kind in ChannelKind}
    facts = {each.path: each for each in circumstances(cases, channels)}
    return every_reference(definition) | facts


def _numbered(number: int, section: Section) -> str:
    return f"{number}. {section.title}"


def _condition(condition: dict[str, Any] | None, known: Mapping[str, Reference]) -> str:
    if not condition:
        return ""
    return _("Only when %(condition)s.") % {"condition": condition_words(condition, known)}


def _hint(*texts: object) -> str:
    """Short enough for paper: the first sentence of long help."""
    said = [_first_sentence(str(text)) for text in texts if text]
    return " ".join(text for text in said if text)


def _first_sentence(text: str) -> str:
    if len(text) <= LONGEST_HINT:
        return text
    first = text.partition(". ")[0].rstrip(".")
    return f"{first}." if len(first) <= LONGEST_HINT else ""


def _blank(item: Field, known: Mapping[str, Reference], level: int = 0) -> list[Entry]:
    label, hint = str(item.label), _hint(item.help, _condition(item.show_if, known))
    if item.repeats:
        return [_empty_rows(item, label, hint, known, level)]
    if item.is_block:
        inner = [entry for part in parts_of(item) for entry in _blank(part, known, level + 1)]
        return [Entry(Shape.SET, label, hint, entries=tuple(inner), level=level)]
    if item.kind is Kind.HEADING:
        return [Entry(Shape.HEADING, label, hint, level=level)]
    return [_room(item, label, hint)]


def _room(item: Field, label: str, hint: str = "") -> Entry:
    """Where an answer is written or ticked."""
    boxes = _boxes(item, None)
    if item.kind is Kind.STATEMENT:
        return Entry(Shape.TICK, label, hint, open=True)
    if boxes:
        several = _("Several may be ticked.") if item.kind is Kind.MANY else ""
        return Entry(Shape.BOXES, label, _hint(hint, several), open=True, boxes=boxes)
    if item.kind is Kind.FILE:
        hint = _hint(hint, _("Add it to the dossier."))
        return Entry(Shape.TICK, label, hint, open=True)
    if item.kind is Kind.CALCULATION:
        hint = _hint(hint, _("Left open: the desk works it out."))
    shape = _SHAPES.get(item.kind, Shape.LINE)
    room = {Kind.LONG_TEXT: LONG_ROOM, Kind.IDENTITY_NUMBER: ID_DIGITS}.get(item.kind, 1)
    return Entry(shape, label, hint, unit=_unit(item), room=room, open=True)


def _unit(item: Field) -> str:
    return _("đồng") if item.kind is Kind.MONEY else str(item.unit)


def _boxes(item: Field, value: Any) -> tuple[Box, ...]:
    """Answers to tick; none where people write, or where a list would fill the page."""
    if item.kind is Kind.YES_NO:
        return (Box(_("Yes"), value is True), Box(_("No"), value is False))
    if not item.chooses or len(item.options) > MOST_BOXES:
        return ()
    chosen = value if isinstance(value, list) else [value]
    return tuple(Box(str(option.label), option.key in chosen) for option in item.options)


def _empty_rows(
    item: Field, label: str, hint: str, known: Mapping[str, Reference], level: int
) -> Entry:
    columns = _columns(item)
    if columns:
        rows = (("",) * len(columns),) * EMPTY_ROWS
        heads = tuple(_column_head(part) for part in columns)
        return Entry(Shape.TABLE, label, hint, open=True, columns=heads, rows=rows, level=level)
    sets = tuple(
        Entry(
            Shape.SET,
            _row_name(item, number),
            entries=tuple(e for part in item.fields for e in _blank(part, known, level + 2)),
            level=level + 1,
        )
        for number in range(1, EMPTY_ROWS + 1)
    )
    return Entry(Shape.SET, label, hint, entries=sets, level=level)


def _columns(item: Field) -> list[Field]:
    """The columns of rows that fit on a page as a table; none when they do not."""
    found: list[Field] = []
    for part in item.fields:
        if part.repeats or part.kind in (Kind.HEADING, Kind.LONG_TEXT):
            return []
        split = part.is_block and part.kind is not Kind.ADDRESS
        found += parts_of(part) if split else [part]
    blocks = sum(part.is_block and part.kind is not Kind.ADDRESS for part in item.fields)
    return found if len(found) <= MOST_COLUMNS and blocks <= 1 else []


def _column_head(part: Field) -> str:
    """The label; the few answers to choose from stand below it."""
    options = [box.label for box in _boxes(part, None)]
    return f"{part.label} ({', '.join(options)})" if options else str(part.label)


def _row_name(item: Field, number: int) -> str:
    return _("%(name)s %(number)d") % {"name": item.label, "number": number}


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
        boxes = _boxes(item, value)
        if boxes:
            return Entry(Shape.BOXES, label, open=self._open, boxes=boxes)
        words = self._words(item, value, typed)
        return Entry(Shape.LINE, label, value=words) if words else _room(item, label)

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
        columns = _columns(item)
        if columns and not any(part.show_if for part in item.fields):
            cells = tuple(tuple(self._cells(item, row)) for row in rows)
            heads = tuple(str(part.label) for part in columns)
            return Entry(Shape.TABLE, label, columns=heads, rows=cells, level=level)
        sets = tuple(
            Entry(
                Shape.SET,
                _row_name(item, index + 1),
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
