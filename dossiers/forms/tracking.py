"""Forms of tracking without an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.rules.tracking import CODE_DIGITS


class TrackForm(forms.Form):
    code = forms.CharField(
        label=_("Dossier code or submission number"),
        help_text=_(
            "It stands on your receipt and in our letters, for example H99.22-261121-0001."
        ),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ProofForm(forms.Form):
    proof = forms.CharField(
        label=_("Confirmation code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_proof(self) -> str:
        digits = "".join(filter(str.isdigit, self.cleaned_data["proof"]))
        if len(digits) != CODE_DIGITS:
            raise forms.ValidationError(_("Type the six digits from the letter or message."))
        return digits
