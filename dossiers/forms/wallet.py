"""Forms of a person's own papers."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency
from procedures.selectors import open_offerings


def _day(label, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class KeepForm(forms.Form):
    """What the owner reads off a paper, and his wish to keep it."""

    issuer = forms.CharField(label=_("Who issued it"), required=False, max_length=200)
    number = forms.CharField(label=_("Number on the paper"), required=False, max_length=80)
    issued_on = _day(_("Issued on"))
    valid_until = _day(
        _("Valid until"), _("Leave it empty if the paper names no end. We remind you before it.")
    )
    agrees = forms.BooleanField(
        label=_("Keep this paper so that I can use it again in dossiers that I file"),
        help_text=_("You can remove it at any time."),
        error_messages={"required": _("Tick the box if the paper is to be kept.")},
    )


class ConsentForm(forms.Form):
    agency = forms.ModelChoiceField(
        label=_("Officials of"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("every agency of the province"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taking = open_offerings(timezone.localdate()).values("agency")
        agencies = Agency.objects.filter(pk__in=taking).order_by("name_key", "pk")
        self.fields["agency"].queryset = agencies
