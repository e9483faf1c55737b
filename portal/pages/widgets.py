"""Inputs that browsers do badly for our readers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = {"day": (_("Day"), 2), "month": (_("Month"), 2), "year": (_("Year"), 4)}


class DateParts(forms.MultiWidget):
    """A date as day, month and year: three short inputs that any keyboard can fill.

    Its parts are named `<name>_day`, `<name>_month`, `<name>_year`; the field gets "24/11/2026",
    or whatever was typed, so that it can say what is wrong with it.
    """

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        inputs = {
            part: forms.TextInput({"inputmode": "numeric", "maxlength": size, "data-part": part})
            for part, (_label, size) in PARTS.items()
        }
        super().__init__(inputs, attrs)

    def decompress(self, value: date | str | None) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        parts = str(value or "").split("/")
        return [*parts, "", "", ""][:3]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, (label, _size) in zip(
            context["widget"]["subwidgets"], PARTS.values(), strict=True
        ):
            part["label"] = label
        return context

    def value_from_datadict(self, data: Mapping[str, str], files: Any, name: str) -> str | None:
        typed = [part.strip() for part in super().value_from_datadict(data, files, name) if part]
        return "/".join(typed) or None
