"""Forms of filing: where, in which situation, for whom; papers; how the result comes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import ReturnWay
from dossiers.selectors.acting import (
    MYSELF,
    Acting,
    children_for,
    mandates_for,
    organisations_for,
)
from dossiers.selectors.drafts import Need
from dossiers.selectors.filing import online_cases, online_offerings
from procedures.models import Procedure

OWN = "self"
FEW = 6


class StartForm(forms.Form):
    """Agency, situation and applicant; a question with one possible answer is not asked."""

    agency = forms.ChoiceField(label=_("Which agency should handle it?"))
    case = forms.ChoiceField(label=_("Which situation is yours?"), widget=forms.RadioSelect)
    applicant = forms.ChoiceField(label=_("For whom are you filing?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, procedure: Procedure, user: Any, on: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.agencies = {str(row.agency_id): row.agency for row in online_offerings(procedure, on)}
        self.cases = {case.key: case for case in online_cases(procedure.current)}
        self.applicants = _applicants(procedure, user, on)
        self._offer("agency", [(key, str(agency)) for key, agency in self.agencies.items()])
        self._offer("case", [(key, str(case)) for key, case in self.cases.items()])
        self._offer("applicant", [(key, words) for key, (words, _whom) in self.applicants.items()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if not choices:
            del self.fields[name]
        elif len(choices) == 1:
            field.choices, field.widget = choices, forms.HiddenInput()
            self.initial[name] = choices[0][0]
        elif name == "agency" and len(choices) > FEW:
            field.choices = [("", _("Choose…")), *choices]
        else:
            field.widget = forms.RadioSelect()
            field.choices = choices

    def chosen(self) -> dict[str, Any]:
        """Agency, case and applicant as the verb takes them."""
        given = self.cleaned_data
        return {
            "agency": self.agencies.get(given.get("agency", "")),
            "case": self.cases.get(given.get("case", "")),
            "acting": self.applicants[given["applicant"]][1],
        }


def _applicants(procedure: Procedure, user: Any, on: Any) -> dict[str, tuple[str, Acting]]:
    """For whom this person may file: the key of the choice, its words, what it stands for."""
    found = {OWN: (_("For myself: %(name)s") % {"name": user}, MYSELF)}
    for body in organisations_for(user, on):
        words = _("For the organisation: %(name)s") % {"name": body}
        found[f"organisation-{body.pk}"] = (words, Acting(organisation=body))
    for mandate in mandates_for(user, procedure, on):
        words = _("For %(name)s, who has authorised you") % {"name": mandate.principal}
        found[f"mandate-{mandate.pk}"] = (words, Acting(mandate=mandate))
    for child in children_for(user, on):
        words = _("For my child: %(name)s") % {"name": child}
        found[f"child-{child.pk}"] = (words, Acting(child=child))
    return found


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each is looked into when it is kept."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [file for file in files if file]


class PapersForm(forms.Form):
    """One chooser for each paper to hand in."""

    def __init__(self, *args: Any, needs: list[Need], accept: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.needs = needs
        for need in needs:
            when = f"{_('Only when:')} {need.paper.when}" if need.paper.when else ""
            field = FilesField(label=need.paper.title, required=False, help_text=when)
            field.widget.attrs.update({"accept": accept, "multiple": True})
            field.required = need.required
            field.widget.is_required = False
            self.fields[need.key] = field


class ReturnWayForm(forms.Form):
    """`ways` are those on offer for this desk on this day."""

    return_way = forms.ChoiceField(
        label=_("How do you want to receive the result?"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, ways: Iterable[ReturnWay], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["return_way"].choices = [(way.value, capfirst(way.label)) for way in ways]
