"""What the pages of the archive ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
WORDS = forms.Textarea(attrs={"rows": 3})


class ArchiveFilter(forms.Form):
    """What the list is narrowed to. The number of a person is asked for apart: it never stands in
    an address.
    """

    code = forms.CharField(label=_("Code of the dossier"), required=False, max_length=64)
    procedure = forms.CharField(label=_("Code of the procedure"), required=False, max_length=40)
    year = forms.IntegerField(
        label=_("Year it ended"), required=False, min_value=2000, max_value=2200
    )
    ends_before = forms.DateField(label=_("Kept until at most"), required=False, widget=DAY)

    def narrowing(self) -> dict:
        """What was given and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PersonForm(forms.Form):
    number = forms.CharField(
        label=_("Identity number or tax code"),
        max_length=20,
        help_text=_("Exactly as on the card. The search is written down."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ProposeForm(forms.Form):
    reason = forms.CharField(label=_("Why they may be destroyed"), widget=WORDS, max_length=2000)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class RemarksForm(VersionForm):
    remarks = forms.CharField(label=_("Reason"), widget=WORDS, max_length=2000)


class TakeOutForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the dossier is needed again"), widget=WORDS, max_length=2000
    )
