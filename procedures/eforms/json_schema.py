"""The form as JSON Schema (2020-12), for partners and programs.

The schema says the shape of clean answers; conditions and calculations stay with the evaluator, so
only what is always required is required here.
"""

from collections.abc import Iterable
from typing import Any

from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SIMPLE: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.LONG_TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.MONEY: {"type": "integer"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.MONTH: {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.CHOICE: {"type": "string"},
    Kind.IDENTITY_NUMBER: {"type": "string", "pattern": r"^\d{12}$"},
    Kind.TAX_NUMBER: {"type": "string", "pattern": r"^\d{10}(-?\d{3})?$|^\d{12}$"},
    Kind.PHONE: {"type": "string"},
    Kind.PROVINCE: {"type": "string", "maxLength": 80, "description": "Code of GET places."},
    Kind.COMMUNE: {"type": "string", "maxLength": 80, "description": "Code of GET places/{code}."},
    Kind.EMAIL: {"type": "string", "format": "email"},
    Kind.STATEMENT: {"const": True},
    Kind.CALCULATION: {"type": "number", "readOnly": True},
    Kind.FILE: {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "name": {"type": "string"},
            "size": {"type": "integer", "minimum": 0},
        },
        "additionalProperties": False,
    },
}


def json_schema(definition: Definition) -> dict[str, Any]:
    """The schema of the clean answers of the whole form."""
    fields = [item for section in definition.sections for item in section.fields]
    always = {
        item.key
        for section in definition.sections
        if not section.show_if
        for item in section.fields
    }
    schema = _object(fields)
    schema["required"] = [key for key in schema.get("required", []) if key in always]
    return {"$schema": DIALECT, "title": definition.title.vi} | schema


def _object(items: Iterable[Field]) -> dict[str, Any]:
    asked = [item for item in items if item.kind is not Kind.HEADING]
    required = [item.key for item in asked if item.required and not item.show_if]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {item.key: _field(item) for item in asked},
        "additionalProperties": False,
    }
    return schema | {"required": required} if required else schema


def _field(item: Field) -> dict[str, Any]:
    words = {"title": item.label.vi}
    if item.help:
        words["description"] = item.help.vi
    if item.repeats:
        return words | {"type": "array", "items": _object(item.fields)} | _count(item)
    if item.is_block:
        return words | _object(parts_of(item))
    keys = [option.key for option in item.options]
    if item.kind is Kind.MANY:
        return words | {"type": "array", "items": {"enum": keys}, "uniqueItems": True}
    limits = _limits(item) | ({"enum": keys} if item.kind is Kind.CHOICE else {})
    return words | _SIMPLE[item.kind] | limits


def _count(item: Field) -> dict[str, Any]:
    found = {"minItems": item.min, "maxItems": item.max}
    return {name: value for name, value in found.items() if isinstance(value, int)}


def _limits(item: Field) -> dict[str, Any]:
    names = ("minimum", "maximum")
    if item.kind in (Kind.TEXT, Kind.LONG_TEXT):
        names = ("minLength", "maxLength")
    elif item.kind not in (Kind.NUMBER, Kind.MONEY):
        return {}
    bounds = dict(zip(names, (item.min, item.max), strict=True))
    found = {name: value for name, value in bounds.items() if isinstance(value, int)}
    return found | {"pattern": f"^(?:{item.pattern})$"} if item.pattern else found
