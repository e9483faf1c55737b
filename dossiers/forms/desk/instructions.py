"""What a leader asks for, and what becomes of it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import words
from dossiers.permissions import places_of
from dossiers.selectors.desk import colleagues_of
from portal.agencies.models import Agency
from portal.agencies.roles import Role


def units_led(user) -> QuerySet[Agency]:
    led = places_of(user, {Role.LEADER}, timezone.localdate())
    return Agency.objects.filter(pk__in=led).order_by("name_key")


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class InstructForm(forms.Form):
    text = words(_("What is to be done"), rows=4)
    to_official = forms.ModelChoiceField(
        label=_("To the official"), queryset=None, required=False, empty_label=_("nobody")
    )
    to_unit = forms.ModelChoiceField(
        label=_("Or to the unit"), queryset=None, required=False, empty_label=_("none")
    )
    due = forms.DateField(
        label=_("To be done by"),
        widget=Day(),
        help_text=_("A working day; until its close."),
    )

    def __init__(self, data=None, *, user):
        super().__init__(data, auto_id="instruct_%s")
        self.fields["to_official"].queryset = colleagues_of(user, timezone.localdate())
        self.fields["to_unit"].queryset = units_led(user)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data


class StepForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = words(
        _("What there is to say"),
        rows=3,
        required=False,
        help_text=_("Needed for every step but the closing."),
    )
    due = forms.DateField(
        label=_("New deadline"),
        widget=Day(),
        required=False,
        help_text=_("Only to extend it: a later working day."),
    )
