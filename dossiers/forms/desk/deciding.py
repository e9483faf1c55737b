"""From the proposal to the hand-over of the result."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words
from dossiers.models.decision import Outcome
from dossiers.selectors.wordings import offered, wordings_for
from portal.kernel.numbers import whole_number


class ProposeForm(DeskForm):
    outcome = forms.ChoiceField(
        label=_("Proposal"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    wording = words(_("Wording of the decision"), rows=5)
    reason = words(_("Reason"), rows=3, required=False, help_text=_("Needed for a refusal."))
    wording_version = forms.ModelChoiceField(
        queryset=None, required=False, widget=forms.HiddenInput
    )

    def prepare(self):
        """Begin with the text of the library that the address names."""
        offers = wordings_for(self.dossier)
        self.fields["wording_version"].queryset = offers
        wanted = offers.filter(pk=whole_number(self.query.get("mau"))).first()
        if wanted is not None and not self.is_bound:
            self.initial |= offered(wanted, self.dossier) | {"wording_version": wanted.pk}
            self.is_filled = True


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
                "wording_version": proposal.wording_version_id,
            }
        super().prepare()


class SendBackForm(DeskForm):
    remarks = words(_("What should change"))


class ProposeAtDeskForm(ProposeForm):
    def prepare(self):
        super().prepare()
        self.initial.setdefault("outcome", Outcome.GRANT)
        usual = wordings_for(self.dossier).first()
        if usual is not None and not self.is_filled:
            self.initial |= offered(usual, self.dossier) | {"wording_version": usual.pk}


class ReleaseUnpaidForm(DeskForm):
    reason = words(
        _("Why it goes out before it is paid for"),
        rows=2,
        help_text=_("The debt stays; it is asked for as before."),
    )
