"""What would shut somebody out: a reader of a screen reader, of a phone, or without colours."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.kernel.text import fold
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.gate.finding import Finding
from procedures.eforms.gate.places import Place, of_section, places
from procedures.eforms.kinds import Kind

MOST_COLUMNS = 6
"""More columns than this cannot be filled in on a phone without losing the row."""

_PLACES = re.compile(
    r"\b(mau (do|xanh|vang|den|cam|tim)|to mau|ben (trai|phai)|phia (tren|duoi)|goc (trai|phai)"
    r"|o (tren|duoi) day|(red|green|blue|yellow) (box|field|text)|(on the )?(left|right)( side)?"
    r"|above|below)\b"
)
_EMPTY_WORDS = re.compile(r"^(khac|chon|nhap|dien vao|ghi ro|other|enter|choose|select)$")


def findings(definition: Definition) -> Iterator[Finding]:
    for section in definition.sections:
        yield from _same_words(section.fields, section)
        yield from _headings(section)
    for place in places(definition):
        yield from _indistinct(place)
        if place.item.repeats:
            yield from _rows(place)


def _same_words(items: tuple[Field, ...], section) -> Iterator[Finding]:
    """A list of form fields in a screen reader has nothing but the labels."""
    seen: dict[str, str] = {}
    for item in items:
        words = fold(item.label.vi).strip()
        if words and words in seen and item.kind is not Kind.HEADING:
            yield Place(section, item.key, item, items).finding(
                _("another question of this section has the same label"),
                _("Say in the label whose or which one it is."),
            )
        seen.setdefault(words, item.key)


def _headings(section) -> Iterator[Finding]:
    """A heading announces what follows it; at the end, or before another, it announces nothing."""
    for item, after in zip(section.fields, (*section.fields[1:], None), strict=False):
        if item.kind is not Kind.HEADING:
            continue
        if after is None or (after.kind is Kind.HEADING and not item.help):
            yield Place(section, item.key, item, ()).finding(
                _("nothing stands under this heading"),
                _("Move it above the questions it announces, or remove it."),
            )
    if section.help and _points(section.help.vi):
        yield of_section(section, *_pointing(), warning=True)


def _indistinct(place: Place) -> Iterator[Finding]:
    item = place.item
    if _points(item.help.vi) or _points(item.label.vi):
        yield place.finding(*_pointing(), warning=len(item.help.vi) > 60)
    if _EMPTY_WORDS.match(fold(item.label.vi).strip(" .:…")):
        yield place.finding(
            _("the label alone does not say what is asked"),
            _("Write a label that is understood without what stands around it."),
        )
    if place.above and item.kind is Kind.HEADING:
        yield place.finding(
            _("a heading inside rows repeats with every row"),
            _("Use the label or the help of the rows instead."),
            warning=True,
        )


def _rows(place: Place) -> Iterator[Finding]:
    yield from _same_words(place.item.fields, place.section)
    if place.item.kind is not Kind.TABLE:
        return
    if len(place.item.fields) > MOST_COLUMNS:
        yield place.finding(
            _("the table has more than %(n)d columns") % {"n": MOST_COLUMNS},
            _("Ask less, or use repeated questions, which fit a phone."),
        )
    if any(item.repeats or item.is_block for item in place.item.fields):
        yield place.finding(
            _("a column of a table holds more than one answer"),
            _("Use repeated questions instead of a table."),
        )


def _pointing() -> tuple[str, str]:
    return (
        _("the words point to a colour or a place on the screen"),
        _("Name the question instead: not everybody sees colours, and a phone has no left side."),
    )


def _points(words: str) -> bool:
    return bool(_PLACES.search(fold(words)))
