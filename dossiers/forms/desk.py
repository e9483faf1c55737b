"""Forms of the officials' desk: one a verb. Each carries the version that the official saw."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models import SupplementItem
from dossiers.models.decision import Outcome
from dossiers.models.supplement import Phase
from dossiers.selectors.clock import asking_ends
from dossiers.selectors.desk import default_unit, fields_to_ask, officials_of, units_for
from dossiers.workflow import Action
from procedures.models.fault import PaperFault


class DeskForm(forms.Form):
    """A form of one action on one dossier. `arguments` is what the verb takes besides the frame."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, dossier, user):
        super().__init__(data, initial={"version": dossier.version}, auto_id=f"{self.name()}_%s")
        self.dossier, self.user = dossier, user
        self.prepare()

    @classmethod
    def name(cls) -> str:
        return cls.__name__.removesuffix("Form").lower()

    def prepare(self) -> None:
        """Fill in choices that depend on the dossier."""

    def arguments(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "version"}


def words(label, rows: int = 4, help_text: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PlainForm(DeskForm):
    """An action that needs nothing but the press of its button."""


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


class StopForm(RefuseForm):
    reason = words(_("Reason for stopping"), help_text=_("It is sent to the applicant."))


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


class ProposeForm(DeskForm):
    outcome = forms.ChoiceField(
        label=_("Proposal"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    wording = words(_("Wording of the decision"), rows=5)
    reason = words(_("Reason"), rows=3, required=False, help_text=_("Needed for a refusal."))


class DecideForm(ProposeForm):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect
    )

    def prepare(self):
        proposal = self.dossier.proposals.filter(closed_at=None).first()
        if proposal:
            self.initial |= {
                "outcome": proposal.outcome,
                "wording": proposal.wording,
                "reason": proposal.reason,
            }


class SendBackForm(DeskForm):
    remarks = words(_("What should change"))


class ReturnForm(DeskForm):
    receiver = forms.CharField(
        label=_("Received by"),
        max_length=200,
        help_text=_("Full name as on the identity paper that you looked at."),
    )


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


FORMS: dict[Action, type[DeskForm]] = {
    Action.ACCEPT: AcceptForm,
    Action.REFUSE: RefuseForm,
    Action.ASK_AT_DESK: SupplementForm,
    Action.ASK_IN_APPRAISAL: SupplementForm,
    Action.CLAIM: PlainForm,
    Action.RELEASE: PlainForm,
    Action.ASSIGN: AssignForm,
    Action.FORWARD: ForwardForm,
    Action.OPINE: OpineForm,
    Action.PROPOSE: ProposeForm,
    Action.SEND_BACK: SendBackForm,
    Action.DECIDE: DecideForm,
    Action.RETRY_SIGNING: PlainForm,
    Action.RETURN_RESULT: ReturnForm,
    Action.STOP: StopForm,
}
