"""From the proposal to the hand-over of the result."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words
from dossiers.models.decision import Outcome


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
