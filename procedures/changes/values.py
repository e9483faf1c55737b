"""The value of a field in words."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kernel.hashing import canonical_json


def field_words(row: models.Model, field: models.Field) -> str:
    """What a reader sees of the field; lists have a line for each item."""
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if isinstance(field, ArrayField):
        labels = dict(field.base_field.flatchoices)
        return "\n".join(str(labels.get(item, item)) for item in value)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return plain_words(value)


def plain_words(value: Any) -> str:
    """A value in words: yes or no, a day, a number, else its text."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case Decimal():
            return f"{value.normalize():f}"
        case dict() | list():
            return canonical_json(value).decode() if value else ""
    return str(value)
