"""Who works on a dossier, and what units say of it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words
from dossiers.selectors.desk import officials_of, units_for


class AssignForm(DeskForm):
    to = forms.ModelChoiceField(label=_("Official"), queryset=None)

    def prepare(self):
        self.fields["to"].queryset = officials_of(self.dossier, timezone.localdate())


class ForwardForm(DeskForm):
    unit = forms.ModelChoiceField(label=_("To the unit"), queryset=None)
    note = words(_("Why"), rows=2, help_text=_("The next unit reads it first."))

    def prepare(self):
        self.fields["unit"].queryset = units_for(self.dossier).exclude(pk=self.dossier.holder_id)


class OpineForm(DeskForm):
    text = words(_("Opinion"))
