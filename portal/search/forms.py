from django import forms
from django.utils.translation import gettext_lazy as _

from portal.search.rules.words import LONGEST_SAYING, folded_saying


class DayInput(forms.DateInput):
    """A day in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SayingForm(forms.Form):
    """What people type, what the law calls it, and the days on which that holds."""

    said = forms.CharField(
        label=_("What people type"),
        help_text=_("With its marks; people may leave them out. At most seven words."),
        max_length=120,
    )
    official = forms.CharField(
        label=_("What the law calls it"),
        help_text=_("Words that stand in the name of the procedure."),
        max_length=200,
    )
    since = forms.DateField(
        label=_("Counts from"),
        help_text=_("The day the term came with its law; today where it always was so."),
        widget=DayInput(),
    )
    until = forms.DateField(label=_("Counts until"), required=False, widget=DayInput())

    def clean_said(self) -> str:
        said = self.cleaned_data["said"]
        words = folded_saying(said).split()
        if not words or len(words) > LONGEST_SAYING:
            raise forms.ValidationError(_("Write between one and seven words."))
        return said

    def clean(self) -> dict:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first."))
        return cleaned
