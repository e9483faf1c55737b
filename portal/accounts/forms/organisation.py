from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.contact import ContactField
from portal.accounts.models import Membership
from portal.kernel.codes import CodeError, check_tax_number


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name of the organisation"), max_length=300)
    tax_number = forms.CharField(
        label=_("Tax number"),
        max_length=20,
        help_text=_("10 digits, or 13 for a branch"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)

    def clean_tax_number(self) -> str:
        try:
            return check_tax_number(self.cleaned_data["tax_number"])
        except CodeError as error:
            raise ValidationError(_("This is not a tax number. Check the digits.")) from error


class MemberForm(forms.Form):
    """Whom to invite, and what that person may do."""

    name = forms.CharField(label=_("Full name of the person"), max_length=150)
    contact = ContactField()
    role = forms.ChoiceField(
        label=_("What may the person do?"),
        widget=forms.RadioSelect,
        choices=Membership.Role.choices,
        initial=Membership.Role.FILER,
    )
