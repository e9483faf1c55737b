"""What an act on many dossiers needs once."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import words
from dossiers.models.decision import Outcome
from dossiers.selectors.desk import colleagues_of
from dossiers.selectors.kept import labels_for, units_of
from portal.agencies.models import Agency


class BulkForm(forms.Form):
    """A form of one act on many dossiers; `arguments` holds only what can be written down."""

    def __init__(self, data=None, *, user):
        super().__init__(data, auto_id="bulk_%s")
        self.user = user
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that depend on the official."""

    def arguments(self) -> dict[str, Any]:
        return {
            key: value.pk if isinstance(value, Model) else value
            for key, value in self.cleaned_data.items()
        }


class AssignMany(BulkForm):
    to = forms.ModelChoiceField(label=_("Official"), queryset=None)

    def prepare(self):
        self.fields["to"].queryset = colleagues_of(self.user, timezone.localdate())


class ForwardMany(BulkForm):
    unit = forms.ModelChoiceField(label=_("To the unit"), queryset=None)
    note = words(_("Why"), rows=2, help_text=_("The next unit reads it first."))

    def prepare(self):
        mine = Agency.objects.filter(pk__in=units_of(self.user, timezone.now()))
        inside = {agency.authority.pk for agency in mine.select_related("parent__parent")}
        units = Agency.objects.filter(parent__in=inside, kind__in=Agency.INTERNAL)
        self.fields["unit"].queryset = units.order_by("name_key")


class LabelMany(BulkForm):
    label = forms.ModelChoiceField(label=_("Label"), queryset=None)

    def prepare(self):
        self.fields["label"].queryset = labels_for(self.user, timezone.now())


class ProposeMany(BulkForm):
    outcome = forms.ChoiceField(
        label=_("Proposal"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    wording = words(_("Wording of the decision"), rows=5)
    reason = words(_("Reason"), rows=3, required=False, help_text=_("Needed for a refusal."))


class ReturnMany(BulkForm):
    receiver = forms.CharField(
        label=_("Received by"),
        max_length=200,
        help_text=_("Full name as on the identity paper that you looked at."),
    )
