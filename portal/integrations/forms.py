from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.integrations.models import Exchange


class SwitchForm(forms.Form):
    """Why a connector is turned off or on: read by colleagues, never by citizens."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For colleagues; citizens see only the sentence above. No personal data."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ExchangeFilter(forms.Form):
    """Which exchanges to show."""

    result = forms.ChoiceField(
        label=_("Result"),
        required=False,
        choices=[("", _("All")), ("failed", _("Only failures"))],
    )
    direction = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=[("", pgettext_lazy("connector", "Both")), *Exchange.Direction.choices],
    )
    about = forms.CharField(
        label=pgettext_lazy("connector", "About"),
        required=False,
        max_length=80,
        help_text=_("As it stands in the list, for instance dossier:12."),
    )
