"""A form as a file: taken from one installation, read in another, refused in clear words."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from procedures.builder import limits
from procedures.builder.kinds import WORDS
from procedures.eforms import conditions, formulas
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.gate.structure import bound_fits
from procedures.eforms.kinds import Kind, Sensitivity

FORMAT = "eform/1"
LARGEST = 1_000_000
"""Bytes; a form within its limits is far smaller."""

_NUL = b"\\u0000"
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,79}")
"""What stands in the addresses of the builder."""

_DEEPEST_RULE = 20
_WORDS = ("label", "help", "example", "pattern_help", "unit", "title")
_RULES: dict[str, Callable[[Any], Any]] = {
    "show_if": conditions.references,
    "required_if": conditions.references,
    "formula": formulas.references,
}
_SHAPES: dict[str, tuple[type, ...]] = {
    "key": (str,),
    "required": (bool,),
    "min": (int, str, type(None)),
    "max": (int, str, type(None)),
    "pattern": (str,),
    "options": (list,),
    "parts": (list,),
    "fields": (list,),
    "prefill": (str,),
    "autocomplete": (str,),
    "sections": (list,),
}


class Unreadable(ValueError):
    """The file is no form; the message says where and why, in words for the editor."""


def write(definition: Definition, key: str) -> bytes:
    """The file of a form."""
    content = {"format": FORMAT, "key": key, "form": definition.to_json()}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read(data: bytes) -> tuple[str, Definition]:
    """The lasting key and the form of a file. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(_("The file is larger than a form can be."))
    try:
        content = json.loads(data.decode("utf-8-sig"))
        written = json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Unreadable(_("The file is not one that this page has written.")) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or _NUL in written:
        raise Unreadable(_("The file is not one that this page has written."))
    key = content.get("key")
    return key if isinstance(key, str) else "", definition_of(content.get("form"))


def definition_of(data: Any) -> Definition:
    """A form from JSON of unknown origin. Raises Unreadable."""
    faults = list(_form(data))
    if faults:
        raise Unreadable(" ".join(faults[:5]))
    try:
        definition = Definition.from_json(data)
        limits.check(definition)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as fault:
        told = str(fault) if isinstance(fault, limits.TooLarge) else _("it cannot be read")
        raise Unreadable(_("The form: %(fault)s") % {"fault": told}) from fault
    return definition


def _form(data: Any) -> Iterator[str]:
    if not isinstance(data, dict) or not isinstance(data.get("sections"), list):
        yield _("The file holds no sections.")
        return
    yield from _texts(data, ("title",), _("title of the form"))
    for number, section in enumerate(data["sections"], 1):
        where = _("section %(n)d") % {"n": number}
        if not isinstance(section, dict) or not isinstance(section.get("fields"), list):
            yield _told(where, _("it holds no questions"))
            continue
        yield from _texts(section, ("title",), where)
        yield from _texts(section, ("help",), where, needed=False)
        yield from _properties(section, where, {"key", "title", "help", "show_if", "fields"})
        yield from _fields(section["fields"], where, 1)


def _fields(items: list, above: str, depth: int) -> Iterator[str]:
    if depth > limits.DEEPEST:
        yield _told(above, _("rows stand in rows too deep"))
        return
    known = set(Field.__dataclass_fields__)
    for number, item in enumerate(items, 1):
        where = _("%(above)s, question %(n)d") % {"above": above, "n": number}
        if not isinstance(item, dict):
            yield _told(where, _("it is no question"))
            continue
        if item.get("kind") not in list(WORDS):
            yield _told(where, _("its kind is unknown"))
        elif not all(bound_fits(Kind(item["kind"]), item.get(name)) for name in ("min", "max")):
            yield _told(where, _("a limit does not fit the kind"))
        if item.get("sensitivity", Sensitivity.PLAIN) not in list(Sensitivity):
            yield _told(where, _("its care is unknown"))
        yield from _texts(item, ("label",), where)
        yield from _properties(item, where, known)
        yield from _options(item.get("options", []), where)
        if isinstance(item.get("fields"), list):
            yield from _fields(item["fields"], where, depth + 1)


def _properties(item: dict, where: str, known: set[str]) -> Iterator[str]:
    for name in sorted(set(map(str, item)) - known):
        yield _told(where, _("“%(name)s” is not known here") % {"name": name[:40]})
    if not isinstance(item.get("key"), str) or not _KEY.fullmatch(item["key"]):
        yield _told(where, _("it has no key of small letters, digits and underscores"))
    if not all(isinstance(part, str) for part in item.get("parts") or ()):
        yield _told(where, _("“%(name)s” is of the wrong kind") % {"name": "parts"})
    for name, value in item.items():
        if name in _SHAPES and not _fits(value, _SHAPES[name]):
            yield _told(where, _("“%(name)s” is of the wrong kind") % {"name": name})
        elif name in _WORDS and not _is_text(value):
            yield _told(where, _("“%(name)s” is no text") % {"name": name})
        elif name in _RULES and value is not None and not _readable(_RULES[name], value):
            yield _told(where, _("“%(name)s” cannot be read") % {"name": name})


def _options(options: Any, where: str) -> Iterator[str]:
    for option in options if isinstance(options, list) else ():
        whole = isinstance(option, dict) and set(option) == {"key", "label"}
        if not (whole and isinstance(option["key"], str) and _is_text(option["label"])):
            yield _told(where, _("one of its answers cannot be read"))
            return


def _texts(item: dict, names: tuple[str, ...], where: str, needed: bool = True) -> Iterator[str]:
    for name in names:
        if (needed or name in item) and not _is_text(item.get(name)):
            yield _told(where, _("“%(name)s” is no text") % {"name": name})


def _fits(value: Any, shapes: tuple[type, ...]) -> bool:
    if isinstance(value, bool) and bool not in shapes:
        return False
    strings = not isinstance(value, list) or all(isinstance(each, str | dict) for each in value)
    return isinstance(value, shapes) and strings


def _is_text(value: Any) -> bool:
    texts = [value] if isinstance(value, str) else list(value.values()) if _is_words(value) else [0]
    return all(isinstance(text, str) and len(text) <= limits.LONGEST_TEXT for text in texts)


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= {"vi", "en"}


def _readable(references: Callable[[Any], Any], rule: Any) -> bool:
    try:
        list(references(rule))
        return _depth(rule) <= _DEEPEST_RULE
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _depth(rule: Any) -> int:
    inner = rule.values() if isinstance(rule, dict) else rule if isinstance(rule, list) else ()
    return 1 + max(map(_depth, inner), default=0)


def _told(where: str, what: str) -> str:
    return f"{where[:1].upper()}{where[1:]}: {what}."
