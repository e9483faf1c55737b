"""What people choose about notices, and what officials ask of the lists."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.integrations.zalo.messages import Pair
from portal.messaging.kinds import Topic
from portal.messaging.models import Delivery, Wishes
from portal.messaging.texts import known
from portal.messaging.workflow import Channel

WAYS = [(Channel.EMAIL, Channel.EMAIL.label), (Channel.SMS, _("message to the telephone"))]
LABELS = {
    Topic.DOSSIER: _("Steps of my dossiers"),
    Topic.REMINDER: _("Reminders"),
    Topic.WORK: _("My work as an official"),
}


class WishesForm(forms.Form):
    """One group of ticks a topic; what is ticked is wanted."""

    def __init__(self, *args: Any, wishes: Wishes | None, is_official: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        off = set(wishes.switched_off) if wishes else set()
        self.topics = [topic for topic in LABELS if is_official or topic != Topic.WORK]
        for topic in self.topics:
            self.fields[topic.value] = forms.MultipleChoiceField(
                label=LABELS[topic],
                choices=WAYS,
                required=False,
                initial=[way for way, _label in WAYS if f"{topic}:{way}" not in off],
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["digest"] = forms.BooleanField(
            label=_("One letter a day instead of one for each notice"),
            help_text=_("What is urgent or what a date hangs on still comes at once."),
            required=False,
            initial=bool(wishes and wishes.digest),
        )

    def switched_off(self) -> list[str]:
        """Pairs `TOPIC:CHANNEL` that were not ticked."""
        return [
            f"{topic}:{way}"
            for topic in self.topics
            for way, _label in WAYS
            if way not in self.cleaned_data[topic.value]
        ]


class DeliveryFilter(forms.Form):
    """Which deliveries to show."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Delivery.State.choices]
    )
    channel = forms.ChoiceField(
        label=pgettext_lazy("notice", "Channel"),
        required=False,
        choices=[("", _("All")), *Delivery.Channel.choices],
    )
    text = forms.ChoiceField(
        label=_("Text"),
        required=False,
        choices=lambda: [("", _("All")), *((t, t) for t in known())],
    )


class PostedForm(forms.Form):
    waybill = forms.RegexField(
        r"^[A-Za-z0-9-]{4,40}$",
        label=_("Number of the waybill"),
        error_messages={"invalid": _("Letters, digits and dashes, 4 to 40 of them.")},
    )


class HandedOverForm(forms.Form):
    on = forms.DateField(label=_("Handed over on"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_on(self) -> datetime:
        """Noon of that day; of today, now."""
        day = self.cleaned_data["on"]
        now = timezone.localtime()
        if day > now.date():
            raise forms.ValidationError(_("This day has not come yet."))
        noon = now.replace(year=day.year, month=day.month, day=day.day, hour=12, minute=0)
        return min(noon, now)


class KeysForm(forms.Form):
    """A pair of tokens from Zalo's own pages. Never shown again."""

    access_token = forms.CharField(
        label=_("Access token"), max_length=2000, widget=forms.PasswordInput
    )
    refresh_token = forms.CharField(
        label=_("Refresh token"), max_length=2000, widget=forms.PasswordInput
    )
    hours = forms.IntegerField(
        label=_("Good for how many hours"), min_value=1, max_value=2160, initial=25
    )

    def pair(self) -> Pair:
        told = self.cleaned_data
        return Pair(
            told["access_token"].strip(), told["refresh_token"].strip(), told["hours"] * 3600
        )
