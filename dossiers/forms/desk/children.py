"""What a clerk types to prove that somebody acts for a child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.acting import ChildForm
from dossiers.services.declare_child import BirthPaper


class NewChildForm(ChildForm):
    """A child that the person at the counter names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].label = _("The person is the child’s")


class ProofForm(forms.Form):
    """Read from the paper, not from the declaration."""

    number = forms.CharField(
        label=_("The child’s number, as on the paper"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    paper = forms.CharField(
        label=_("Paper that proves the bond"),
        max_length=200,
        help_text=_("Its kind, number and who issued it, as “Birth certificate 125/2020, commune”"),
    )
    paper_on = forms.DateField(
        label=_("Date of the paper"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    compared = forms.BooleanField(
        label=_("I have compared the original with the card of the person and the declaration."),
        error_messages={"required": _("Compare the original, then tick.")},
    )

    def read(self) -> BirthPaper:
        given = self.cleaned_data
        return BirthPaper(given["number"], given["paper"], given["paper_on"])
