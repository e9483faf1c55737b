"""Waiting for others, extending a limit, apologising for being late."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.forms.desk.base import DeskForm, words
from dossiers.services.wait import ELSEWHERE, LOOKED_INTO, extension_cap
from portal.kernel.clock import WaitKind
from procedures.models.choices import WAIT_LABELS


def _kinds(kinds: tuple[WaitKind, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What is waited for"), choices=[(kind.value, WAIT_LABELS[kind]) for kind in kinds]
    )


class StartWaitForm(DeskForm):
    kind = _kinds(ELSEWHERE)
    reason = words(_("From whom, and what"), rows=2)


class EndWaitForm(DeskForm):
    interval = forms.TypedChoiceField(label=_("What has come"), coerce=int)

    def prepare(self):
        rows = self.dossier.intervals.filter(answered_at=None, kind__in=ELSEWHERE)
        self.fields["interval"].choices = [
            (row.pk, f"{row.get_kind_display()}: {row.reason}"[:120]) for row in rows
        ]


class VerificationForm(DeskForm):
    kind = _kinds(LOOKED_INTO)
    planned_at = forms.DateTimeField(
        label=pgettext_lazy("of a meeting", "Time"),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("Place"), max_length=300)
    participants = words(_("Who takes part"), rows=2)
    subject = words(_("What is looked into"), rows=2)
    with_applicant = forms.BooleanField(
        label=_("The applicant must be there; he is told"), required=False
    )


class RecordVerificationForm(DeskForm):
    findings = words(_("What was found"))


class ExtendLimitForm(DeskForm):
    amount = forms.IntegerField(label=_("By how much"), min_value=1)
    reason = words(_("Why it is a hard case"), rows=3, help_text=_("The applicant reads it."))

    def prepare(self):
        cap = extension_cap(self.dossier)
        self.fields["amount"].max_value = cap
        self.fields["amount"].help_text = _("At most %(cap)s, in the unit of the limit.") % {
            "cap": cap
        }


class WriteApologyForm(DeskForm):
    reason = words(_("Why it is late"), rows=4, help_text=_("The applicant reads it."))
    new_date = forms.DateField(
        label=_("New date"),
        help_text=_("A working day. The law allows one new date."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def prepare(self):
        apology = getattr(self.dossier, "apology", None)
        if apology is not None:
            self.initial |= {"reason": apology.reason, "new_date": apology.new_date}


class ReturnApologyForm(DeskForm):
    remarks = words(_("What should change"), rows=3)
