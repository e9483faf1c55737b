"""The form as typed values, read from and written to JSON.

Keys are stable: an answer is found by its key for as long as the form lives, whatever the label
says. A key is unique among its neighbours; inside a block or a row it is reached by a dotted path
(`father.full_name`, `children.0.birth_date`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from procedures.eforms.blocks import parts_of
from procedures.eforms.field import Field
from procedures.eforms.words import Words


@dataclass(frozen=True)
class Section:
    """One page of the form on a phone."""

    key: str
    title: Words
    fields: tuple[Field, ...]
    help: Words = Words()
    show_if: dict[str, Any] | None = None

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Section":
        return cls(
            key=data["key"],
            title=Words.from_json(data["title"]),
            fields=tuple(Field.from_json(item) for item in data["fields"]),
            help=Words.from_json(data.get("help")),
            show_if=data.get("show_if"),
        )

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"key": self.key, "title": self.title.to_json()}
        if self.help:
            data["help"] = self.help.to_json()
        if self.show_if:
            data["show_if"] = self.show_if
        return data | {"fields": [item.to_json() for item in self.fields]}


@dataclass(frozen=True)
class Definition:
    """A whole form: its title and its sections in order."""

    title: Words
    sections: tuple[Section, ...] = field(default_factory=tuple)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Definition":
        unknown = set(data) - {item.name for item in fields(cls)}
        if unknown:
            raise ValueError(f"unknown keys of a form: {sorted(unknown)}")
        return cls(
            title=Words.from_json(data["title"]),
            sections=tuple(Section.from_json(item) for item in data["sections"]),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title.to_json(),
            "sections": [section.to_json() for section in self.sections],
        }

    def section(self, key: str) -> Section:
        """The section under `key`; KeyError when there is none."""
        found = next((section for section in self.sections if section.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def walk(self) -> Iterator[tuple[str, Field]]:
        """Every field with its path, rows written as `*`, in the order of the page."""
        for section in self.sections:
            for item in section.fields:
                yield from _walk(item, "")


def _walk(item: Field, above: str) -> Iterator[tuple[str, Field]]:
    path = f"{above}{item.key}"
    yield path, item
    inner = f"{path}.*." if item.repeats else f"{path}."
    for part in parts_of(item):
        yield from _walk(part, inner)
