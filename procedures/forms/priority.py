"""Forms of the yearly list, of the roll-out record and of the yearly report."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.forms.duties import CodeField, DayField
from procedures.models.priority import TARGETS
from procedures.models.rollout import Stage


def _text(label: Any, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=5000, widget=forms.Textarea({"rows": rows})
    )


class OpenListForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2018, max_value=2100)


class FindServiceForm(forms.Form):
    code = CodeField()


class ProposeForm(forms.Form):
    procedure_code = CodeField(help_text=gettext_lazy("For example 1.001193."))
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level to reach"), choices=TARGETS, coerce=int, initial=4
    )
    by_when = DayField(label=gettext_lazy("Online by"))
    reason = _text(gettext_lazy("Why this service first"), rows=3)


class ApproveForm(forms.Form):
    decision_symbol = forms.CharField(label=gettext_lazy("Approving decision"), max_length=60)
    decision_date = DayField(label=gettext_lazy("Signed on"))

    def clean_decision_date(self):
        day = self.cleaned_data["decision_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=gettext_lazy("Stage reached"), choices=Stage.choices)
    on = DayField(label=gettext_lazy("On"))
    decision = forms.CharField(
        label=gettext_lazy("Decision or minutes"), max_length=60, required=False
    )
    note = _text(gettext_lazy("Note"), required=False, rows=2)


class ReportForm(forms.Form):
    done = _text(gettext_lazy("What was built, upgraded and kept up this year"))
    obstacles = _text(gettext_lazy("Obstacles"), required=False)
    plans = _text(gettext_lazy("Plans and proposals for next year"), required=False)
