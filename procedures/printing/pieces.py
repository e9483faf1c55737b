"""What sheets are made of, filled in or left open."""

from typing import Any

from django.utils.translation import gettext as _

from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Section
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.printing.sheet import Box, Entry, Shape

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


def numbered(number: int, section: Section) -> str:
    return f"{number}. {section.title}"


def row_name(item: Field, number: int) -> str:
    return _("%(name)s %(number)d") % {"name": item.label, "number": number}


def hint_of(*texts: object) -> str:
    """Short enough for paper: the first sentence of long help."""
    said = [_first_sentence(str(text)) for text in texts if text]
    return " ".join(text for text in said if text)


def _first_sentence(text: str) -> str:
    if len(text) <= LONGEST_HINT:
        return text
    first = text.partition(". ")[0].rstrip(".")
    return f"{first}." if len(first) <= LONGEST_HINT else ""


def room_for(item: Field, label: str, hint: str = "") -> Entry:
    """Where an answer is written or ticked."""
    boxes = boxes_of(item, None)
    if item.kind is Kind.STATEMENT:
        return Entry(Shape.TICK, label, hint, open=True)
    if boxes:
        several = _("Several may be ticked.") if item.kind is Kind.MANY else ""
        return Entry(Shape.BOXES, label, hint_of(hint, several), open=True, boxes=boxes)
    if item.kind is Kind.FILE:
        hint = hint_of(hint, _("Add it to the dossier."))
        return Entry(Shape.TICK, label, hint, open=True)
    if item.kind is Kind.CALCULATION:
        hint = hint_of(hint, _("Left open: the desk works it out."))
    shape = _SHAPES.get(item.kind, Shape.LINE)
    room = {Kind.LONG_TEXT: LONG_ROOM, Kind.IDENTITY_NUMBER: ID_DIGITS}.get(item.kind, 1)
    return Entry(shape, label, hint, unit=_unit(item), room=room, open=True)


def _unit(item: Field) -> str:
    return _("đồng") if item.kind is Kind.MONEY else str(item.unit)


def boxes_of(item: Field, value: Any) -> tuple[Box, ...]:
    """Answers to tick; none where people write, or where a list would fill the page."""
    if item.kind is Kind.YES_NO:
        return (Box(_("Yes"), value is True), Box(_("No"), value is False))
    if not item.chooses or len(item.options) > MOST_BOXES:
        return ()
    chosen = value if isinstance(value, list) else [value]
    return tuple(Box(str(option.label), option.key in chosen) for option in item.options)


def columns_of(item: Field) -> list[Field]:
    """The columns of rows that fit on a page as a table; none when they do not."""
    found: list[Field] = []
    for part in item.fields:
        if part.repeats or part.kind in (Kind.HEADING, Kind.LONG_TEXT):
            return []
        split = part.is_block and part.kind is not Kind.ADDRESS
        found += parts_of(part) if split else [part]
    blocks = sum(part.is_block and part.kind is not Kind.ADDRESS for part in item.fields)
    return found if len(found) <= MOST_COLUMNS and blocks <= 1 else []
