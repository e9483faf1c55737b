"""Fields of Django for the kinds of a form: only for showing; the evaluator alone checks."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.eforms.places import Choices, find

_INPUTS: dict[Kind, tuple[type[forms.Widget], dict[str, str]]] = {
    Kind.TEXT: (forms.TextInput, {}),
    Kind.LONG_TEXT: (forms.Textarea, {"rows": "4"}),
    Kind.NUMBER: (forms.TextInput, {"inputmode": "decimal"}),
    Kind.MONEY: (forms.TextInput, {"inputmode": "numeric"}),
    Kind.DATE: (forms.TextInput, {"type": "date"}),
    Kind.MONTH: (forms.TextInput, {"type": "month"}),
    Kind.YES_NO: (forms.RadioSelect, {}),
    Kind.CHOICE: (forms.Select, {}),
    Kind.MANY: (forms.CheckboxSelectMultiple, {}),
    Kind.IDENTITY_NUMBER: (forms.TextInput, {"inputmode": "numeric", "maxlength": "15"}),
    Kind.TAX_NUMBER: (forms.TextInput, {"inputmode": "numeric", "maxlength": "16"}),
    Kind.PHONE: (forms.TextInput, {"type": "tel"}),
    Kind.EMAIL: (forms.TextInput, {"type": "email"}),
    Kind.PROVINCE: (forms.Select, {}),
    Kind.COMMUNE: (forms.Select, {}),
    Kind.FILE: (forms.FileInput, {}),
    Kind.STATEMENT: (forms.CheckboxInput, {}),
}
_FEW = 5
"""Up to this many answers are shown at once as buttons; more go into a list."""

_GROUPED = {Kind.YES_NO, Kind.CHOICE, Kind.MANY}
"""Shown as groups, where the attribute for required answers is not allowed."""

YES_NO = [("true", _("Yes")), ("false", _("No"))]
NOTHING = [("", _("Choose…"))]


class ShownField(forms.Field):
    """Carries the answer as it was typed."""

    def clean(self, value):
        return value


def form_field(item: Field, required: bool, refreshes: bool) -> forms.Field:
    """The field of Django that shows `item`; `refreshes` marks one that others depend on."""
    widget, attrs = _INPUTS[item.kind]
    if item.kind is Kind.CHOICE and len(item.options) <= _FEW:
        widget = forms.RadioSelect
    attrs = attrs | _attributes(item, required, refreshes)
    built = ShownField(
        required=required,
        label=str(item.label),
        help_text=_help(item),
        widget=widget(attrs=attrs),
    )
    choices = _choices(item, widget)
    if choices is not None:
        built.widget.choices = choices
    return built


def place_field(item: Field, required: bool, offered: Choices | None, typed: Any) -> forms.Field:
    """The field for a province or commune: a list, or a line where there is none to choose from.

    What was typed before there was a list stays on it in its own words, to be chosen anew.
    """
    if offered is None:
        return form_field(replace(item, kind=Kind.TEXT), required, refreshes=False)
    built = form_field(item, required, refreshes=item.kind is Kind.PROVINCE)
    text = typed if isinstance(typed, str) else ""
    code = find(text, offered) if text else None
    listed = [(text if place == code else place, name) for place, name in offered]
    unlisted = [(text, text)] if text and code is None and not text.isdigit() else []
    built.widget.choices = [*NOTHING, *unlisted, *listed]
    if not offered:
        built.help_text = _("Choose the province first; its communes then stand here.")
    return built


def _attributes(item: Field, required: bool, refreshes: bool) -> dict[str, Any]:
    attrs: dict[str, Any] = {}
    if item.autocomplete:
        attrs["autocomplete"] = item.autocomplete
    if item.kind is Kind.FILE:
        attrs["accept"] = allowance(Purpose.DOSSIER_PAPER).accept
    if required and item.kind not in _GROUPED:
        attrs["aria-required"] = "true"
    if refreshes:
        attrs["data-refreshes"] = "true"
    if item.kind is Kind.TEXT and isinstance(item.max, int):
        attrs["maxlength"] = str(item.max)
    return attrs


def _help(item: Field) -> str:
    """Help, then the example; both stand beside the label, never inside the field."""
    parts = [str(item.help)] if item.help else []
    if item.kind is Kind.FILE:
        limits = allowance(Purpose.DOSSIER_PAPER)
        most = {"types": limits.labels, "size": limits.max_megabytes}
        parts.append(str(_("%(types)s, at most %(size)s MB.") % most))
    if item.example:
        parts.append(str(_("For example: %(example)s") % {"example": item.example}))
    return " ".join(parts)


def _choices(item: Field, widget: type[forms.Widget]) -> list[tuple[str, Any]] | None:
    if item.kind is Kind.YES_NO:
        return YES_NO
    if not item.chooses:
        return None
    options: list[tuple[str, Any]] = [(option.key, str(option.label)) for option in item.options]
    return [*NOTHING, *options] if widget is forms.Select else options
