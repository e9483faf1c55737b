"""Asking the applicant for what is missing."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words
from dossiers.models import SupplementItem
from dossiers.models.supplement import Phase
from dossiers.selectors.clock import asking_ends
from dossiers.selectors.desk import fields_to_ask
from procedures.models.fault import PaperFault


@dataclass(frozen=True)
class Asked:
    """One thing that can be asked for, with the two fields the page shows for it."""

    label: str
    tick: forms.BoundField
    fault: forms.BoundField | None
    reason: forms.BoundField


class SupplementForm(DeskForm):
    """Everything missing in one request: a tick and a reason for each paper and each answer, and
    of a paper what is wrong with it, for the figures.
    """

    reason = words(_("Remarks for the applicant"), rows=2, required=False)

    def prepare(self):
        ends = asking_ends(self.dossier)
        self.late = ends is not None and timezone.now() > ends
        self.choices = fields_to_ask(self.dossier)
        for key, choice in self.choices.items():
            self.fields[f"ask-{key}"] = forms.BooleanField(label=choice.label, required=False)
            if choice.paper is not None:
                self.fields[f"fault-{key}"] = forms.ChoiceField(
                    label=_("What is wrong with “%(name)s”") % {"name": choice.label},
                    choices=[("", _("Choose")), *PaperFault.choices],
                    required=False,
                )
            self.fields[f"why-{key}"] = forms.CharField(
                label=_("Reason for “%(name)s”") % {"name": choice.label},
                required=False,
                max_length=1000,
            )

    def asked(self) -> list[Asked]:
        return [
            Asked(choice.label, self[f"ask-{key}"], self._fault(key), self[f"why-{key}"])
            for key, choice in self.choices.items()
        ]

    def _fault(self, key: str) -> forms.BoundField | None:
        name = f"fault-{key}"
        return self[name] if name in self.fields else None

    def clean(self):
        ticked = [key for key in self.choices if self.cleaned_data.get(f"ask-{key}")]
        if not ticked:
            raise forms.ValidationError(_("Tick at least one item that is missing."))
        for key in ticked:
            if not self.cleaned_data.get(f"why-{key}"):
                self.add_error(f"why-{key}", _("Write why, so that it is mended in one go."))
            if f"fault-{key}" in self.fields and not self.cleaned_data.get(f"fault-{key}"):
                self.add_error(f"fault-{key}", _("Choose what is wrong with the paper."))
        self.ticked = ticked
        return self.cleaned_data

    def arguments(self):
        phase = Phase.DESK if self.dossier.accepted_at is None else Phase.APPRAISAL
        items = [
            SupplementItem(
                paper=self.choices[key].paper,
                field_key=self.choices[key].field_key,
                label=self.choices[key].label,
                before=self.choices[key].before,
                fault=self.cleaned_data.get(f"fault-{key}", ""),
                reason=self.cleaned_data[f"why-{key}"],
            )
            for key in self.ticked
        ]
        return {"phase": phase, "items": items, "reason": self.cleaned_data["reason"]}
