"""One field of a form."""

from dataclasses import dataclass, fields
from typing import Any

from procedures.eforms.kinds import (
    BLOCKS,
    CHOOSING,
    PLACES,
    REPEATING,
    WITHOUT_ANSWER,
    Kind,
    Sensitivity,
)
from procedures.eforms.words import Words


@dataclass(frozen=True)
class Option:
    key: str
    label: Words

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Option":
        return cls(key=data["key"], label=Words.from_json(data["label"]))

    def to_json(self) -> dict[str, Any]:
        return {"key": self.key, "label": self.label.to_json()}


@dataclass(frozen=True)
class Field:
    """A question, a block of questions, or a text between them.

    `min` and `max` bound the value of numbers and money, the length of texts, the day of dates (an
    ISO date or `today`) and the number of rows or choices elsewhere. `parts` chooses the small
    fields of a block; `fields` are the columns of a repeating group. `required_if` and `show_if`
    are conditions (`conditions.py`), `formula` a calculation (`formulas.py`). `prefill` names a
    value the portal may already know, such as `profile.full_name`.
    """

    key: str
    kind: Kind
    label: Words
    help: Words = Words()
    example: Words = Words()
    required: bool = False
    required_if: dict[str, Any] | None = None
    show_if: dict[str, Any] | None = None
    min: int | str | None = None
    max: int | str | None = None
    pattern: str = ""
    pattern_help: Words = Words()
    options: tuple[Option, ...] = ()
    parts: tuple[str, ...] = ()
    fields: tuple["Field", ...] = ()
    formula: dict[str, Any] | None = None
    unit: Words = Words()
    prefill: str = ""
    autocomplete: str = ""
    sensitivity: Sensitivity = Sensitivity.PLAIN

    @property
    def repeats(self) -> bool:
        return self.kind in REPEATING

    @property
    def is_block(self) -> bool:
        return self.kind in BLOCKS

    @property
    def is_answered(self) -> bool:
        """Whether a person types or picks something here, not counting blocks and rows."""
        return not (self.repeats or self.is_block or self.kind in WITHOUT_ANSWER)

    @property
    def chooses(self) -> bool:
        return self.kind in CHOOSING

    def label_of(self, option: str) -> str:
        """Words of an option; the bare key where the form no longer has it."""
        return next((str(item.label) for item in self.options if item.key == option), option)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Field":
        unknown = set(data) - {item.name for item in fields(cls)}
        if unknown:
            raise ValueError(f"unknown keys of field {data.get('key')}: {sorted(unknown)}")
        if data.get("kind") in PLACES:
            raise ValueError(f"{data.get('key')}: a {data['kind']} stands in an address only")
        return cls(**{name: _read(name, value) for name, value in data.items()})

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the defaults, so that a definition stays readable."""
        data: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name in ("key", "kind", "label") or value != item.default:
                data[item.name] = _write(value)
        return data


_READERS = {
    "kind": Kind,
    "sensitivity": Sensitivity,
    "options": lambda value: tuple(Option.from_json(item) for item in value),
    "fields": lambda value: tuple(Field.from_json(item) for item in value),
    "parts": tuple,
} | dict.fromkeys(("label", "help", "example", "pattern_help", "unit"), Words.from_json)


def _read(name: str, value: Any) -> Any:
    return _READERS[name](value) if name in _READERS else value


def _write(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    if isinstance(value, Kind | Sensitivity):
        return value.value
    return value.to_json() if hasattr(value, "to_json") else value
