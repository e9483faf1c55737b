"""Faults that keep a form from being published: each would stop a person, or a later reader."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from procedures.eforms import conditions, formulas
from procedures.eforms.blocks import known_parts, parts_of
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind

_KEY = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_KNOWN_TO_THE_STATE = {Kind.PERSON, Kind.ORGANISATION}


def faults(definition: Definition) -> list[str]:
    """Sentences for the editor, empty when the form may be published."""
    return list(_form(definition))


def _form(definition: Definition) -> Iterator[str]:
    if not definition.sections:
        yield _("The form has no section.")
    keys = [section.key for section in definition.sections]
    yield from (_("Section %(key)s stands twice.") % {"key": key} for key in _twice(keys))
    seen: list[str] = []
    fields = [item for section in definition.sections for item in section.fields]
    yield from _duplicates(fields, "")
    for section in definition.sections:
        if not section.title:
            yield _("Section %(key)s has no title.") % {"key": section.key}
        if section.show_if:
            yield from _references(section.show_if, seen, section.key)
        for item in section.fields:
            yield from _field(item, "", seen)


def _field(item: Field, above: str, seen: list[str]) -> Iterator[str]:
    path = f"{above}{item.key}"
    yield from (f"{path}: {fault}" for fault in _alone(item))
    for condition in (item.show_if, item.required_if):
        if condition:
            yield from _references(condition, seen, path)
    if item.formula:
        yield from _formula(item, seen, path)
    seen.append(item.key)
    seen.append(path)
    if item.repeats:
        yield from _duplicates(item.fields, f"{path}.")
    inner = list(seen)
    for part in parts_of(item):
        yield from _field(part, f"{path}.", inner)


def _alone(item: Field) -> Iterator[str]:
    """Faults that show without looking at any other field."""
    if not _KEY.match(item.key):
        yield _("the key must be small letters, digits and underscores")
    if not item.label:
        yield _("the label is missing")
    if item.pattern and not (item.pattern_help and item.help):
        yield _("a pattern needs help before and after a mistake")
    if item.pattern and not _compiles(item.pattern):
        yield _("the pattern cannot be read")
    if item.chooses and len(item.options) < 2:
        yield _("at least two answers are needed to choose from")
    yield from (
        _("answer %(key)s stands twice") % {"key": key}
        for key in _twice([option.key for option in item.options])
    )
    if item.repeats and not item.fields:
        yield _("the rows have no fields")
    if item.kind is Kind.CALCULATION and not item.formula:
        yield _("the calculation is missing")
    if set(item.parts) - set(known_parts(item.kind)):
        yield _("some parts do not exist")
    if item.kind in _KNOWN_TO_THE_STATE and item.prefill and "." in item.prefill:
        yield _("a block is prefilled from a whole record")


def _references(condition, seen: list[str], path: str) -> Iterator[str]:
    try:
        unknown = [name for name in conditions.references(condition) if not _known(name, seen)]
    except conditions.BadCondition:
        yield _("%(path)s: the condition cannot be read") % {"path": path}
        return
    for name in unknown:
        yield _("%(path)s asks for %(name)s, which does not stand before it") % {
            "path": path,
            "name": name,
        }


def _formula(item: Field, seen: list[str], path: str) -> Iterator[str]:
    try:
        unknown = [name for name in formulas.references(item.formula) if not _known(name, seen)]
    except formulas.BadFormula:
        yield _("%(path)s: the calculation cannot be read") % {"path": path}
        return
    for name in unknown:
        yield _("%(path)s asks for %(name)s, which does not stand before it") % {
            "path": path,
            "name": name,
        }


def _known(reference: str, seen: list[str]) -> bool:
    return reference.startswith("@") or reference.split(".")[0] in seen


def _duplicates(items, above: str) -> Iterator[str]:
    for key in _twice([item.key for item in items]):
        yield _("The key %(key)s stands twice.") % {"key": f"{above}{key}"}


def _twice(keys: list[str]) -> list[str]:
    return sorted({key for key in keys if keys.count(key) > 1})


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
