"""Which report on handling is asked for: of whom, over which days."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.agencies.models import Agency
from portal.reports.rules.periods import MONTHS, Length, Period
from portal.reports.values import Span

LENGTHS = {
    Length.MONTH: pgettext_lazy("length of a period", "month"),
    Length.QUARTER: pgettext_lazy("length of a period", "quarter"),
    Length.HALF: pgettext_lazy("length of a period", "half-year"),
    Length.YEAR: pgettext_lazy("length of a period", "year"),
}
FIRST_YEAR = 2021
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SettlementForm(forms.Form):
    """The fields are named as they stand in the address. Days of one’s own come before a period;
    what cannot be understood gives the quarter that runs.
    """

    don_vi = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), required=False
    )
    ky = forms.ChoiceField(label=_("Period"), required=False, choices=list(LENGTHS.items()))
    so = forms.TypedChoiceField(
        label=pgettext_lazy("which period of the year", "Number"),
        required=False,
        coerce=int,
        choices=[(number, number) for number in range(1, 13)],
    )
    nam = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)
    tu = forms.DateField(label=_("Or from the day"), required=False, widget=DAY)
    den = forms.DateField(
        label=pgettext_lazy("last day of a stretch", "Until"), required=False, widget=DAY
    )

    def __init__(self, data: Any, *, agencies: QuerySet[Agency], today: date):
        running = Period.around(today, Length.QUARTER)
        given = {"ky": running.length.value, "so": running.number, "nam": running.year}
        super().__init__({**given, **data.dict()})
        self.fields["don_vi"].queryset = agencies
        self.fields["don_vi"].empty_label = _("all together") if len(agencies) > 1 else None
        years = range(today.year + 1, FIRST_YEAR - 1, -1)
        self.fields["nam"].choices = [(year, year) for year in years]
        self.agencies, self.running = list(agencies), running
        self.is_valid()

    @property
    def agency(self) -> Agency | None:
        """The one that is asked for, or the only one there is."""
        only = self.agencies[0] if len(self.agencies) == 1 else None
        return self.cleaned_data.get("don_vi") or only

    @property
    def period(self) -> Period | None:
        """None where days of one’s own are asked for."""
        data = self.cleaned_data
        if data.get("tu") and data.get("den") and data["tu"] <= data["den"]:
            return None
        length = Length(data.get("ky") or self.running.length)
        last = 12 // MONTHS[length]
        year = data.get("nam") or self.running.year
        return Period(length, year, min(data.get("so") or 1, last))

    @property
    def span(self) -> Span:
        period = self.period
        return period.span if period else Span(self.cleaned_data["tu"], self.cleaned_data["den"])
