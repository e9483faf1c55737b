"""Forms of the radar: a decision that was announced, a page that needs no change."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.models import Procedure
from procedures.models.update_duty import TRIGGERS
from procedures.rules.codes import split_code
from procedures.rules.updating import Trigger


class DayField(forms.DateField):
    """A day, typed or picked."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CodeField(forms.CharField):
    """The code of a procedure of the catalogue, long local forms accepted."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", gettext_lazy("Code of the procedure"))
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        parts = split_code(super().clean(value))
        if parts is None or not Procedure.objects.filter(code=parts[0]).exists():
            raise forms.ValidationError(_("The catalogue has no procedure of this code."))
        return parts[0]


class DecisionForm(forms.Form):
    """An announcing decision, as an editor reads it."""

    procedure_code = CodeField(help_text=gettext_lazy("For example 1.001193."))
    trigger = forms.ChoiceField(
        label=gettext_lazy("What was announced"),
        choices=[(key.value, label) for key, label in TRIGGERS.items()],
        widget=forms.RadioSelect,
        initial=Trigger.MINISTRY.value,
    )
    symbol = forms.CharField(
        label=gettext_lazy("Symbol of the decision"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("For example 163/QĐ-BTP. Not needed for a change only seen."),
    )
    on = DayField(label=gettext_lazy("Signed on, or seen on"))
    in_force_on = DayField(label=gettext_lazy("In force from"), required=False)
    note = forms.CharField(
        label=gettext_lazy("What changes, in a few words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("trigger") != Trigger.NATIONAL_CHANGE and not given.get("symbol"):
            self.add_error("symbol", _("Write the symbol of the decision."))
        return given


class NoChangeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the page is right as it is"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
