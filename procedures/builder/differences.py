"""What changed between two versions of a form, question by question, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from procedures.builder.kinds import LIMITS, WORDS
from procedures.builder.references import every_reference
from procedures.builder.sentences import Known, condition_words, formula_words
from procedures.builder.tree import questions, section_of
from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field, Option
from procedures.eforms.kinds import Kind, Sensitivity
from procedures.eforms.prefill import SOURCES
from procedures.eforms.words import Words


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Property:
    """One property before and after, in words; empty where there was none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    change: Change
    label: str
    where: str = ""
    properties: tuple[Property, ...] = ()


def differences(old: Definition, new: Definition, facts: Known | None = None) -> list[Difference]:
    """Everything that differs, in the order of the new form, what went away last.

    `facts` are what conditions may ask for besides the questions of the forms.
    """
    known = tuple(every_reference(each) | dict(facts or {}) for each in (old, new))
    return [
        *_titles(old, new),
        *_sections(old, new, known),
        *_questions(old, new, known),
    ]


def _titles(old: Definition, new: Definition) -> Iterator[Difference]:
    if old.title != new.title:
        change = Property(_("title"), _words(old.title), _words(new.title))
        yield Difference(Change.CHANGED, _("The whole form"), properties=(change,))


def _sections(old: Definition, new: Definition, known: tuple[Known, ...]) -> Iterator[Difference]:
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    moved = _moved(list(before), list(after))
    for key, section in after.items():
        label = _("Section “%(title)s”") % {"title": section.title}
        if key not in before:
            yield Difference(Change.ADDED, label)
            continue
        was = before[key]
        changed = tuple(
            Property(name, left, right)
            for name, left, right in (
                (_("title"), _words(was.title), _words(section.title)),
                (_("help"), _words(was.help), _words(section.help)),
                (
                    _("shown only if"),
                    condition_words(was.show_if, known[0]),
                    condition_words(section.show_if, known[1]),
                ),
            )
            if left != right
        )
        if changed:
            yield Difference(Change.CHANGED, label, properties=changed)
        if key in moved:
            yield Difference(Change.MOVED, label)
    for key, section in before.items():
        if key not in after:
            yield Difference(Change.REMOVED, _("Section “%(title)s”") % {"title": section.title})


def _questions(old: Definition, new: Definition, known: tuple[Known, ...]) -> Iterator[Difference]:
    before, after = dict(questions(old)), dict(questions(new))
    moved = _places_changed(old, new)
    for path, item in after.items():
        where = str(section_of(new, path).title)
        if path not in before:
            yield Difference(Change.ADDED, str(item.label), where, (_kind(item),))
            continue
        changed = tuple(_properties(before[path], item, known))
        if changed:
            yield Difference(Change.CHANGED, str(item.label), where, changed)
        if path in moved:
            yield Difference(Change.MOVED, str(item.label), where)
    for path, item in before.items():
        if path not in after:
            yield Difference(Change.REMOVED, str(item.label), str(section_of(old, path).title))


def _places_changed(old: Definition, new: Definition) -> set[str]:
    """Paths in another section, or in another order among those that stayed."""
    homes = {path: section_of(old, path).key for path, _item in questions(old)}
    stayed = {
        path
        for path, _item in questions(new)
        if path in homes and section_of(new, path).key != homes[path] and "." not in path
    }
    for section in new.sections:
        here = [item.key for item in section.fields if homes.get(item.key) == section.key]
        there = [
            item.key
            for each in old.sections
            if each.key == section.key
            for item in each.fields
            if item.key in here
        ]
        stayed |= _moved(there, here)
    return stayed


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest that must have moved to get from one order to the other."""
    kept = [key for key in before if key in after]
    now = [key for key in after if key in before]
    blocks = SequenceMatcher(None, kept, now, autojunk=False).get_matching_blocks()
    still = {key for block in blocks for key in kept[block.a : block.a + block.size]}
    return set(now) - still


def _kind(item: Field) -> Property:
    return Property(_("kind"), "", str(WORDS[item.kind].name))


def _properties(was: Field, item: Field, known: tuple[Known, ...]) -> Iterator[Property]:
    for each in fields(Field):
        left, right = getattr(was, each.name), getattr(item, each.name)
        if left == right or each.name in ("key", "fields"):
            continue
        before = _value(was, each.name, left, known[0])
        after = _value(item, each.name, right, known[1])
        if before != after:
            yield Property(property_words(item.kind, each.name), before, after)


def property_words(kind: Kind, name: str) -> str:
    """What an editor calls a property of a question."""
    if name in ("min", "max"):
        low, high = LIMITS.get(kind, (_("lower limit"), _("upper limit")))
        return str(low if name == "min" else high)
    return {
        "kind": _("kind"),
        "label": _("label"),
        "help": _("help"),
        "example": _("example"),
        "required": _("required"),
        "required_if": _("required only if"),
        "show_if": _("shown only if"),
        "pattern": _("pattern"),
        "pattern_help": _("words when the pattern does not fit"),
        "options": _("answers to choose from"),
        "parts": _("what is asked of the person or organisation"),
        "formula": _("calculation"),
        "unit": _("unit"),
        "prefill": _("filled in by the portal"),
        "autocomplete": _("filled in by the browser"),
        "sensitivity": _("care"),
    }[name]


def sensitivity_words(value: Sensitivity) -> str:
    return {
        Sensitivity.PLAIN: _("Ordinary"),
        Sensitivity.PERSONAL: _("Personal data"),
        Sensitivity.SENSITIVE: _("Sensitive: covered until somebody asks to see it"),
    }[value]


def _value(item: Field, name: str, value: Any, known: Known) -> str:
    match name:
        case "kind":
            return str(WORDS[value].name)
        case "show_if" | "required_if":
            return condition_words(value, known)
        case "formula":
            return formula_words(value, known)
        case "options":
            return "; ".join(map(_option, value))
        case "parts":
            return ", ".join(str(part.label) for part in parts_of(item))
        case "sensitivity":
            return sensitivity_words(value)
        case "prefill":
            return next((str(each.label) for each in SOURCES if each.name == value), value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, Words):
        return _words(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)


def _option(option: Option) -> str:
    return _words(option.label)


def _words(words: Words) -> str:
    return f"{words.vi} / {words.en}" if words.en else words.vi
