"""Nested records whose writers could not decide: one thing or a list, names in any case, numbers
or texts. Everything asked of them here answers with a text or a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.kernel.text import fold
from procedures.imports.text import tidy

Record = Mapping[str, Any]


def lowered(value: Any) -> Any:
    """The value with the names of all its fields in one spelling: `TENTTHC` for `Ten_TTHC`."""
    if isinstance(value, Mapping):
        return {spelled(name): lowered(each) for name, each in value.items()}
    return [lowered(each) for each in value] if isinstance(value, list) else value


def spelled(name: Any) -> str:
    return fold(str(name)).upper().replace("_", "").strip()


def text(record: Record, *names: str) -> str:
    """The first of these fields that says something, as tidy text."""
    for name in names:
        said = as_text(record.get(name))
        if said:
            return said
    return ""


def as_text(value: Any) -> str:
    """Texts and numbers as tidy text; nothing for what is neither."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def many(record: Record, name: str) -> list[Any]:
    """The members of a field that may hold a list, one thing, or nothing."""
    value = record.get(name)
    if value is None or value == "":
        return []
    return [each for each in value if each is not None] if isinstance(value, list) else [value]


def records(record: Record, name: str, text_as: str = "") -> Iterator[Record]:
    """The members that are records; a bare text becomes a record with the field `text_as`."""
    for each in many(record, name):
        if isinstance(each, Mapping):
            yield each
        elif text_as and as_text(each):
            yield {text_as: each}


def texts_within(value: Any) -> Iterator[str]:
    """Every text anywhere in a value, as it came."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_within(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_within(each)
