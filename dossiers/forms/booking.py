"""Who comes, and when."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from dossiers.selectors.counter.queue import Slot
from portal.accounts.forms.fields import PhoneNumberField


class BookingForm(forms.Form):
    """A free time; without an account also a name and a phone number."""

    slot = forms.ChoiceField(label=pgettext_lazy("of a booking", "Time"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Full name"), max_length=150)
    phone = PhoneNumberField(help_text=_("A code goes there; with it the time is yours."))

    def __init__(self, data: Any = None, *, slots: list[Slot], user: Any):
        super().__init__(data)
        self.show_anew(slots)
        if user.is_authenticated:
            del self.fields["name"], self.fields["phone"]

    def show_anew(self, slots: list[Slot]) -> None:
        """The times as they are now; what is full is not offered."""
        self.times = {slot.starts_at.isoformat(): slot.starts_at for slot in slots if slot.left}
        self.fields["slot"].choices = [
            (slot.starts_at.isoformat(), _words(slot)) for slot in slots if slot.left
        ]

    def clean_slot(self) -> Any:
        return self.times[self.cleaned_data["slot"]]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the message"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


def _words(slot: Slot) -> str:
    at = timezone.localtime(slot.starts_at)
    left = ngettext("%(n)s place left", "%(n)s places left", slot.left) % {"n": slot.left}
    return f"{at:%H:%M} · {left}"
