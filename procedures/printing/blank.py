"""A form with room to write in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from procedures.builder.references import Reference, circumstances, every_reference
from procedures.builder.sentences import condition_words
from procedures.eforms import Definition
from procedures.eforms.blocks import parts_of
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.models.choices import ChannelKind
from procedures.printing.pieces import boxes_of, columns_of, hint_of, numbered, room_for, row_name
from procedures.printing.sheet import Entry, Shape, Sheet, SheetSection

EMPTY_ROWS = 3


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
                numbered(number, section),
                tuple(entry for item in section.fields for entry in _blank(item, known)),
                hint_of(section.help, _condition(section.show_if, known)),
            )
            for number, section in enumerate(definition.sections, 1)
        ]
        return Sheet(title or str(definition.title), tuple(sections), symbol)


def _known(definition: Definition, cases: Mapping[str, str]) -> dict[str, Reference]:
    channels = {kind.value: str(kind.label) for kind in ChannelKind}
    facts = {each.path: each for each in circumstances(cases, channels)}
    return every_reference(definition) | facts


def _condition(condition: dict[str, Any] | None, known: Mapping[str, Reference]) -> str:
    if not condition:
        return ""
    return _("Only when %(condition)s.") % {"condition": condition_words(condition, known)}


def _blank(item: Field, known: Mapping[str, Reference], level: int = 0) -> list[Entry]:
    label, hint = str(item.label), hint_of(item.help, _condition(item.show_if, known))
    if item.repeats:
        return [_empty_rows(item, label, hint, known, level)]
    if item.is_block:
        inner = [entry for part in parts_of(item) for entry in _blank(part, known, level + 1)]
        return [Entry(Shape.SET, label, hint, entries=tuple(inner), level=level)]
    if item.kind is Kind.HEADING:
        return [Entry(Shape.HEADING, label, hint, level=level)]
    return [room_for(item, label, hint)]


def _empty_rows(
    item: Field, label: str, hint: str, known: Mapping[str, Reference], level: int
) -> Entry:
    columns = columns_of(item)
    if columns:
        rows = (("",) * len(columns),) * EMPTY_ROWS
        heads = tuple(_column_head(part) for part in columns)
        return Entry(Shape.TABLE, label, hint, open=True, columns=heads, rows=rows, level=level)
    sets = tuple(
        Entry(
            Shape.SET,
            row_name(item, number),
            entries=tuple(e for part in item.fields for e in _blank(part, known, level + 2)),
            level=level + 1,
        )
        for number in range(1, EMPTY_ROWS + 1)
    )
    return Entry(Shape.SET, label, hint, entries=sets, level=level)


def _column_head(part: Field) -> str:
    """The label; the few answers to choose from stand below it."""
    options = [box.label for box in boxes_of(part, None)]
    return f"{part.label} ({', '.join(options)})" if options else str(part.label)
