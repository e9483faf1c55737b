"""The first answer of the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words
from dossiers.selectors.desk import default_unit, units_for


class AcceptForm(DeskForm):
    unit = forms.ModelChoiceField(label=_("Unit that works on it"), queryset=None, empty_label=None)

    def prepare(self):
        self.fields["unit"].queryset = units_for(self.dossier)
        self.initial["unit"] = default_unit(self.dossier)


class RefuseForm(DeskForm):
    reason = words(
        _("Reason of the refusal"),
        help_text=_("It is printed on the refusal paper, with the provision it rests on."),
    )
