"""Faults of the form's own logic: keys, conditions, calculations, patterns, empty places."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from procedures.eforms import conditions, formulas
from procedures.eforms.blocks import known_parts, parts_of
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.gate.finding import Finding
from procedures.eforms.gate.places import Place, of_section, places
from procedures.eforms.kinds import Kind
from procedures.eforms.patterns import is_readable, is_safe

_KEY = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_WHOLE_RECORDS = {Kind.PERSON, Kind.ORGANISATION}


def findings(definition: Definition) -> Iterator[Finding]:
    if not definition.sections:
        yield Finding(_("The form has no section."), _("Add a section and put questions into it."))
    yield from _twice_in_the_form(definition)
    for place in places(definition):
        yield from _alone(place)
        if place.item.repeats:
            for key in _twice([item.key for item in place.item.fields]):
                yield place.finding(_("The key %(key)s stands twice.") % {"key": key})
    yield from _Rules(definition).findings()


def _twice_in_the_form(definition: Definition) -> Iterator[Finding]:
    for key in _twice([section.key for section in definition.sections]):
        yield Finding(_("Section %(key)s stands twice.") % {"key": key}, section=key)
    tops = [item.key for section in definition.sections for item in section.fields]
    for key in _twice(tops):
        yield Finding(_("The key %(key)s stands twice.") % {"key": key}, path=key)
    for section in definition.sections:
        if not section.fields:
            yield of_section(
                section,
                _("the section asks nothing"),
                _("Put a question into it, or remove it."),
                warning=True,
            )


def _alone(place: Place) -> Iterator[Finding]:
    """Faults that show without looking at any other question."""
    item = place.item
    if not _KEY.match(item.key):
        yield place.finding(_("the key must be small letters, digits and underscores"))
    if item.pattern:
        yield from _pattern(place)
    yield from (
        place.finding(_("answer %(key)s stands twice") % {"key": key})
        for key in _twice([option.key for option in item.options])
    )
    if item.repeats and not item.fields:
        yield place.finding(_("the rows have no fields"), _("Add what is asked in each row."))
    if item.kind is Kind.CALCULATION and not item.formula:
        yield place.finding(_("the calculation is missing"), _("Say what is calculated."))
    if set(item.parts) - set(known_parts(item.kind)):
        yield place.finding(_("some parts do not exist"))
    if item.kind in _WHOLE_RECORDS and "." in item.prefill:
        yield place.finding(_("a block is prefilled from a whole record"))
    yield from _limits(place)


def _pattern(place: Place) -> Iterator[Finding]:
    pattern = place.item.pattern
    if not is_readable(pattern):
        yield place.finding(_("the pattern cannot be read"), _("Choose one from the list."))
    elif not is_safe(pattern):
        yield place.finding(
            _("the pattern could keep the portal busy without end"),
            _("Write it with few repetitions, and none or no choice inside another."),
        )


def _limits(place: Place) -> Iterator[Finding]:
    low, high = place.item.min, place.item.max
    if not (bound_fits(place.item.kind, low) and bound_fits(place.item.kind, high)):
        yield place.finding(_("a limit does not fit the kind"), _("Write the limit anew."))
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield place.finding(
            _("the lower limit is above the upper one"), _("Nobody could answer. Swap them.")
        )


def bound_fits(kind: Kind, value: object) -> bool:
    """Whether `value` may bound answers of `kind`: a day or `today` for days, else a number."""
    if value is None:
        return True
    if kind is not Kind.DATE:
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    try:
        return value == "today" or bool(date.fromisoformat(value))
    except ValueError:
        return False


class _Rules:
    """Conditions and calculations, read in the order of the form: each sees what stands before."""

    def __init__(self, definition: Definition):
        self.definition = definition
        self.seen: list[str] = []

    def findings(self) -> Iterator[Finding]:
        for section in self.definition.sections:
            if section.show_if:
                told = partial(of_section, section)
                yield from _references(conditions.references, section.show_if, self.seen, told)
            for item in section.fields:
                yield from self._field(section, item, "", self.seen)

    def _field(self, section, item: Field, above: str, seen: list[str]) -> Iterator[Finding]:
        path = f"{above}{item.key}"
        told = Place(section, path, item, ()).finding
        for condition in (item.show_if, item.required_if):
            if condition:
                yield from _references(conditions.references, condition, seen, told)
        if item.formula:
            yield from _references(formulas.references, item.formula, seen, told)
        seen.append(item.key)
        inner = list(seen)
        for part in parts_of(item):
            yield from self._field(section, part, f"{path}.", inner)


def _references(
    read: Callable, rule: object, seen: list[str], told: Callable[..., Finding]
) -> Iterator[Finding]:
    try:
        names = list(read(rule))
    except ValueError:
        words = {
            conditions.references: _("the condition cannot be read"),
            formulas.references: _("the calculation cannot be read"),
        }
        yield told(words[read], _("Build it anew."))
        return
    for name in names:
        if not (name.startswith("@") or name.split(".")[0] in seen):
            yield told(
                _("asks for %(name)s, which does not stand before it") % {"name": name},
                _("Move that question up, or change the condition."),
            )


def _twice(keys: list[str]) -> list[str]:
    return sorted({key for key in keys if keys.count(key) > 1})
