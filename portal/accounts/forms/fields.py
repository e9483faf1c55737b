from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.kernel.codes import CodeError, check_identity_number, normalise_phone


class PhoneNumberField(forms.CharField):
    """A phone number as people write it, kept as E.164 (`+84…`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone number"))
        attrs = {"autocomplete": "tel", "inputmode": "tel", "type": "tel"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 20)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except CodeError as error:
            words = _("Enter a phone number, for example 0912 345 678.")
            raise ValidationError(words, code="invalid") from error


class IdentityNumberField(forms.CharField):
    """A personal identification number of 12 digits, checked for form only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Personal identification number"))
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 20)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return check_identity_number(text)
        except CodeError as error:
            words = _("A personal identification number has 12 digits. Check the digits.")
            raise ValidationError(words, code="invalid") from error
