"""Answering opinions on the handling, and explaining breaches."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import words
from dossiers.models.explanation import Finding
from dossiers.selectors.explanations import officials_for


class CaseForm(forms.Form):
    """A form of one action on one case, with the version that the official saw."""

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": False}))

    def __init__(self, data=None, *, case):
        super().__init__(data, initial={"version": case.version}, auto_id=f"{self._name()}_%s")
        self.case = case
        self.prepare()

    @classmethod
    def _name(cls) -> str:
        return cls.__name__.removesuffix("Form").lower()

    def prepare(self) -> None:
        """Fill in what depends on the case."""

    def arguments(self) -> dict:
        return {key: value for key, value in self.cleaned_data.items() if key != "version"}


class NameForm(CaseForm):
    official = forms.ModelChoiceField(label=_("Who answers"), queryset=None)

    def prepare(self):
        self.fields["official"].queryset = officials_for(self.case, timezone.localdate())
        self.initial["official"] = self.case.official_id or self.case.dossier.assignee_id


class DraftForm(CaseForm):
    answer = words(_("Answer"), rows=8, help_text=_("The person reads it as it is written here."))
    finding = forms.ChoiceField(
        label=_("The opinion is"), choices=Finding.choices, widget=forms.RadioSelect
    )

    def prepare(self):
        self.initial |= {"answer": self.case.answer, "finding": self.case.finding}


class SendBackForm(CaseForm):
    remarks = words(_("What should change"), rows=3)


class ApproveForm(CaseForm):
    pass


class BreachForm(forms.Form):
    explanation = words(
        _("How it came to this, and what is done about it"),
        rows=6,
        help_text=_("Kept in the registry; the applicant does not see it."),
    )
