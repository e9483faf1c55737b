from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.fields import IdentityNumberField
from portal.accounts.models import CitizenProfile
from portal.agencies.places import Country


class ProfileForm(forms.ModelForm):
    """What a person tells for forms to be filled in. Name and number stand still once proven."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    typed_number = IdentityNumberField(
        required=False,
        help_text=_(
            "Only to fill in forms. It proves nothing until a service or a desk proves it."
        ),
    )
    language = forms.ChoiceField(label=_("Language of letters to me"), choices=settings.LANGUAGES)
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = CitizenProfile
        fields = ["birth_date", "sex", "typed_number", "province_code", "commune_code"]
        fields += ["address_detail"]

    field_order = ["full_name", "birth_date", "sex", "typed_number", "province_code"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.instance.user
        self.fields["full_name"].initial = user.full_name
        self.fields["language"].initial = user.language
        if hasattr(user, "proven_identity"):
            del self.fields["typed_number"]
            self.fields["full_name"].disabled = True
            self.fields["full_name"].help_text = _("Taken from your proven identity.")
        self.fields["address_detail"].widget = forms.TextInput(
            attrs={"autocomplete": "address-line1"}
        )
        country = Country(timezone.localdate())
        empty, known = [("", _("Choose"))], country.provinces()
        province = self.data.get("province_code") or self.instance.province_code
        communes = country.communes(province) if province in dict(known) else []
        self.fields["province_code"] = forms.ChoiceField(
            label=_("Province or city"), required=False, choices=empty + known
        )
        self.fields["commune_code"] = forms.ChoiceField(
            label=_("Commune or ward"),
            required=False,
            choices=empty + communes,
            help_text="" if province else _("Save the province first to choose the commune."),
        )

    def clean_birth_date(self) -> Any:
        born = self.cleaned_data["birth_date"]
        if born and born > timezone.localdate():
            raise forms.ValidationError(_("The date of birth is in the future."))
        return born

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.cleaned_data}
