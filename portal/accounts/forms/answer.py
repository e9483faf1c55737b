from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import AccountRequest
from portal.accounts.services.answer_request import OUTCOMES


class AnswerForm(forms.ModelForm):
    """The words of the answer; the button pressed says the outcome."""

    answer = forms.CharField(
        label=_("Answer to the person"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Sent as a notice. What is refused needs its reason."),
    )

    class Meta:
        model = AccountRequest
        fields = ["answer"]

    @property
    def outcome(self) -> str:
        return self.data.get("action", "")

    def clean(self) -> dict[str, Any]:
        if self.outcome not in OUTCOMES:
            raise forms.ValidationError(_("Press the button that says how you answer."))
        return super().clean()
