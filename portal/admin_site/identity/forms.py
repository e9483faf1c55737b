from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.fields import IdentityNumberField


class FindForm(forms.Form):
    contact = forms.CharField(
        label=_("E-mail or phone number of the account"),
        help_text=_("The one that the person signs in with."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CardForm(forms.Form):
    """Typed twice from the card, so that a slip of the finger becomes nobody's identity."""

    number = IdentityNumberField(
        label=_("Number on the identity card"), help_text=_("12 digits, as printed on the card.")
    )
    number_again = IdentityNumberField(label=_("The same number once more"))
    compared = forms.BooleanField(
        label=_("I have compared the card, the face and the name; they belong together."),
        error_messages={"required": _("Compare the card, the face and the name, then tick.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, second = data.get("number"), data.get("number_again")
        if first and second and first != second:
            self.add_error("number_again", _("The two numbers are not the same. Read the card."))
        return data
