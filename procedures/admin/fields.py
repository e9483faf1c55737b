"""Lists of the catalogue in the editor: one line an item, or boxes to tick."""

from django import forms
from django.utils.text import capfirst

from procedures.models import Offering, Revision
from procedures.models.choices import WAITS, Audience, ChannelKind, Tier


class LinesField(forms.CharField):
    """A list of texts, one on each line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (line.strip() for line in (value or "").splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial, data):
        """No list and an empty list are the same, so that an empty row stays empty."""
        return (initial or []) != self.to_python(data)


def _label(model, name: str) -> str:
    return capfirst(model._meta.get_field(name).verbose_name)


def _lines(model, name: str) -> LinesField:
    return LinesField(label=_label(model, name), required=False)


def _boxes(model, name: str, choices) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_label(model, name),
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RevisionForm(forms.ModelForm):
    steps = _lines(Revision, "steps")
    conditions = _lines(Revision, "conditions")
    related = _lines(Revision, "related")
    agency_codes = _lines(Revision, "agency_codes")
    left_out = _boxes(Revision, "left_out", WAITS)
    audiences = _boxes(Revision, "audiences", Audience.choices)
    tiers = _boxes(Revision, "tiers", Tier.choices)


class OfferingForm(forms.ModelForm):
    channels = _boxes(Offering, "channels", ChannelKind.choices)
