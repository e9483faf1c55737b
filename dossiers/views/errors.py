"""What a form or a verb refused, beside its field and in the list above all fields."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import Promise

TOP = "main"


def summary(form: forms.Form) -> list[tuple[str, str]]:
    """Everything wrong with a form, each with the id of the place where it is mended.

    Errors of a whole group of rows lead to the group, those of no field to the top of the page.
    """
    if not form.is_bound:
        return []
    return [
        (_place(form, name), f"{_label(form, name)}{words}")
        for name, messages in form.errors.items()
        for words in messages
    ]


def put_errors(form: forms.Form, errors: Mapping[str, str | Promise]) -> None:
    """Errors of fields this form does not show stand above all fields."""
    for name, words in errors.items():
        form.add_error(name if name in form.fields else None, words)


def _place(form: forms.Form, name: str) -> str:
    if name in form.fields:
        return f"id_{name}"
    return TOP if name == NON_FIELD_ERRORS else f"block-{name.replace('.', '-')}"


def _label(form: forms.Form, name: str) -> str:
    return f"{form.fields[name].label}: " if name in form.fields else ""
