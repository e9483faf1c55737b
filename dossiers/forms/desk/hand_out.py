"""Who receives a result, by which right, proven how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.models import HandOut
from dossiers.services.counter.hand_out import Delegated
from portal.accounts.forms.fields import IdentityNumberField

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class HandOutForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    receiver = forms.CharField(
        label=_("Received by"),
        max_length=200,
        help_text=_("Full name as on the identity paper that you looked at."),
    )
    capacity = forms.ChoiceField(
        label=_("Who that is"), choices=HandOut.Capacity.choices, widget=forms.RadioSelect
    )
    proof = forms.ChoiceField(
        label=_("Proven by"), choices=HandOut.Proof.choices, widget=forms.RadioSelect
    )
    number = IdentityNumberField(
        label=_("Number on the identity card"),
        required=False,
        help_text=_("Scan or type it; it is compared, and of the owner not kept."),
    )
    code = forms.CharField(
        label=_("One-time code"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    paper = forms.CharField(
        label=_("Paper that gives the authority"), required=False, max_length=200
    )
    since = forms.DateField(
        label=pgettext_lazy("authority", "Good from"), required=False, widget=DAY
    )
    until = forms.DateField(
        label=pgettext_lazy("authority", "Good until"), required=False, widget=DAY
    )
    file = forms.FileField(label=_("Scan of the authority"), required=False)
    originals = forms.MultipleChoiceField(
        label=_("Originals given back"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, dossier, checks, receipt_scanned: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        proofs = HandOut.Proof.choices
        if not receipt_scanned:
            proofs = [each for each in proofs if each[0] != HandOut.Proof.RECEIPT]
        self.fields["proof"].choices = proofs
        if dossier.organisation_id is None:
            gone = HandOut.Capacity.REPRESENTATIVE
            choices = [each for each in HandOut.Capacity.choices if each[0] != gone]
            self.fields["capacity"].choices = choices
        if checks:
            choices = [(str(check.pk), check.paper.title) for check in checks]
            self.fields["originals"].choices = choices
        else:
            del self.fields["originals"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("capacity") == HandOut.Capacity.DELEGATE:
            for name in ("paper", "since", "number"):
                if not data.get(name):
                    self.add_error(name, _("Needed of a person with written authority."))
        return data

    def arguments(self) -> dict[str, Any]:
        """What `hand_out` takes besides the frame; the scan of the authority comes from outside."""
        data = self.cleaned_data
        names = ("receiver", "capacity", "proof", "number", "code")
        return {name: data[name] for name in names} | {
            "originals": [int(pk) for pk in data.get("originals", [])]
        }

    def delegated(self, file: Any) -> Delegated | None:
        data = self.cleaned_data
        if data["capacity"] != HandOut.Capacity.DELEGATE:
            return None
        return Delegated(data["number"], data["paper"], data["since"], data["until"], file)
