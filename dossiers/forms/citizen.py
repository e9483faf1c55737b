"""Forms of the owner of a dossier."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.models.rating import Grade


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why are you withdrawing it?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(
        label=_("I understand that this dossier will not be processed further."),
        error_messages={"required": _("Tick the box if you really want to withdraw it.")},
    )


class CorrectionField(forms.CharField):
    """Needed before it is sent; what is kept on the way may lack it."""

    def validate(self, value):
        """The verb that sends looks whether it is there."""


class AnswerForm(forms.Form):
    """What goes with the unlocked items when they are sent."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("A word to the official"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ComplainForm(forms.Form):
    opinion = forms.CharField(
        label=_("What went wrong?"),
        help_text=_("Say what happened, when, and what you expect."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what went wrong.")},
    )


def _grade(label: str, required: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=Grade.choices,
        coerce=int,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how satisfied you are overall.")},
    )


class RatingForm(forms.Form):
    """The items of TT 32/2017/TT-BTTTT, art. 12; only the first is asked of everybody."""

    overall = _grade(_("Overall, how satisfied are you?"), required=True)
    convenience = _grade(_("Convenience: easy to use, quick to answer"))
    punctuality = _grade(_("Punctuality"))
    attitude = _grade(_("Attitude of the officials"))
    answer_wanted = forms.BooleanField(
        label=_("I want an answer: the agency may read my comment with my name"),
        help_text=_("Only then does the comment open a case that the agency must answer."),
        required=False,
    )
    comment = forms.CharField(
        label=_("What should we do better?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("overall", "convenience", "punctuality", "attitude", "comment", "answer_wanted")
