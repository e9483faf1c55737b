"""Naming another person by something he has proven."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from portal.accounts.selectors import normalise_contact
from portal.kernel.codes import CodeError, check_identity_number


class ContactField(forms.CharField):
    """An identity number, a phone or an e-mail address, as it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Identity number, phone or e-mail of that person"))
        kwargs.setdefault(
            "help_text",
            _("The person sees your request once this number or address is proven as his or hers."),
        )
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> str:
        text = normalise_contact(super().clean(value))
        if text.startswith("+"):
            return text
        if "@" in text:
            validate_email(text)
            return text
        try:
            return check_identity_number(text)
        except CodeError as error:
            words = _("This is no identity number, phone number or e-mail address. Check it.")
            raise ValidationError(words) from error
