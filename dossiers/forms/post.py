"""Forms of the owner about the post: an address, whether papers are fetched."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.selectors.postage import Address
from portal.agencies.places import Country
from portal.kernel.codes import CodeError, normalise_phone, phone_words
from portal.kernel.text import nfc

CHOOSE = ("", gettext_lazy("Choose"))


class AddressForm(forms.Form):
    """Where the carrier comes to; e-mail is never asked for as a must.

    The communes are those of the province chosen; without scripts a button brings them.
    """

    person = forms.CharField(
        label=gettext_lazy("Full name of the person at the door"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=20,
        help_text=gettext_lazy("The carrier rings before it comes."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    province = forms.ChoiceField(label=gettext_lazy("Province or city"))
    commune = forms.ChoiceField(label=gettext_lazy("Commune or ward"))
    detail = forms.CharField(
        label=gettext_lazy("House number, street, hamlet"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    note = forms.CharField(
        label=gettext_lazy("A word for the carrier"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For instance when somebody is at home."),
    )

    def __init__(self, *args: Any, start: Address | None, path: str, **kwargs: Any):
        super().__init__(*args, initial=start.as_json() if start else None, **kwargs)
        country = Country(timezone.localdate())
        chosen = self["province"].value()
        known = country.provinces()
        communes = country.communes(chosen) if chosen in dict(known) else []
        self.fields["province"].choices = [CHOOSE, *known]
        self.fields["commune"].choices = [CHOOSE, *communes]
        self.fields["province"].widget.attrs.update(_refreshing(path, f"post-{self.prefix}"))

    def clean_phone(self) -> str:
        try:
            return normalise_phone(self.cleaned_data["phone"])
        except CodeError as error:
            raise ValidationError(_(str(error))) from error

    def address(self) -> Address:
        """What was written, in the form that is kept."""
        return Address(**{name: nfc(text.strip()) for name, text in self.cleaned_data.items()})


def _refreshing(path: str, place: str) -> dict[str, str]:
    """A new province brings its communes at once, where scripts run."""
    return {
        "data-hx-post": path,
        "data-hx-trigger": "change",
        "data-hx-target": f"#{place}",
        "data-hx-select": f"#{place}",
        "data-hx-swap": "outerHTML",
        "data-hx-vals": '{"action": "communes"}',
    }


class FetchForm(forms.Form):
    fetch = forms.BooleanField(
        label=gettext_lazy("Have the originals fetched at my home"), required=False
    )


def start_address(user: Any, kept: Mapping[str, str] | None) -> Address:
    """What the form begins with: what was kept, else what the profile tells."""
    if kept:
        return Address(**kept)
    profile = getattr(user, "profile", None)
    return Address(
        person=user.full_name,
        phone=phone_words(user.phone) if user.phone else "",
        province=profile.province_code if profile else "",
        commune=profile.commune_code if profile else "",
        detail=profile.address_detail if profile else "",
    )
