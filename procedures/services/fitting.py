"""What a source says, held against what the catalogue has room for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


def fits(model: type[models.Model], name: str, value: Any) -> bool:
    """Whether the field takes the value: its length, its range, the form of an address."""
    field = model._meta.get_field(name)
    if field.is_relation:
        return True
    try:
        field.run_validators(field.to_python(value))
    except ValidationError:
        return False
    return True


def fitting(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """The values, those that do not fit as a new row has them.

    Half a code or half an address would be wrong; the words of the source stay with the import.
    """
    return {
        name: value if fits(model, name, value) else model._meta.get_field(name).get_default()
        for name, value in values.items()
    }
