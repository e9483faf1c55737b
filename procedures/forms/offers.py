"""Offering a procedure to all agencies of a kind in one step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency
from procedures.models.choices import ChannelKind
from procedures.selectors.offers import COMMITTEES, DEPARTMENTS, unit_choices


class GroupForm(forms.Form):
    group = forms.ChoiceField(
        label=_("Who takes it"),
        choices=[
            (COMMITTEES, _("People's committees of all communes")),
            (DEPARTMENTS, _("All departments of the province")),
        ],
    )


class OfferForm(forms.Form):
    """Through which unit of each agency, by which ways, from when on."""

    desk = forms.ChoiceField(label=_("Desk that takes dossiers"))
    division = forms.ChoiceField(label=_("Unit that works on them"), required=False)
    channels = forms.MultipleChoiceField(
        label=_("Ways to file"),
        choices=ChannelKind.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[ChannelKind.ONLINE, ChannelKind.POST, ChannelKind.COUNTER],
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))

    def __init__(self, agencies: list[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = unit_choices(agencies)
        self.fields["desk"].choices = units
        self.fields["division"].choices = [("", _("none")), *units]


class CloseForm(forms.Form):
    until = forms.DateField(
        label=_("Last day on which they take it"), widget=forms.DateInput({"type": "date"})
    )
