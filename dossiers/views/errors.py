"""What a verb refused, put beside the field it belongs to."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise


def put_errors(form: forms.Form, errors: Mapping[str, str | Promise]) -> None:
    """Errors of fields this form does not show stand above all fields."""
    for name, words in errors.items():
        form.add_error(name if name in form.fields else None, words)
