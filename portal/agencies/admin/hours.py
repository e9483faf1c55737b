"""Working hours as people write them: 07:30-11:30, 13:30-17:30."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.agencies.models.calendar import read_spans
from portal.kernel.calendar import CalendarError, check_spans

HINT = gettext_lazy("Write hours like 07:30-11:30, 13:30-17:30; leave empty for a day off.")


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def written(spans: list[list[str]]) -> str:
    return ", ".join(f"{opens}-{closes}" for opens, closes in spans or [])


def parsed(text: str) -> list[list[str]]:
    """The stored form of hours. Raises ``CalendarError``."""
    pairs = [part.split("-") for part in text.replace(" ", "").split(",") if part]
    spans = read_spans(pairs)
    check_spans(spans)
    return [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in spans]


class HoursField(forms.CharField):
    """Hours of one day; empty means none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 100, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[list[str]]:
        try:
            return parsed(super().to_python(value))
        except CalendarError as error:
            raise ValidationError(_(str(error))) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")


class WeekForm(forms.ModelForm):
    """Seven fields of hours in place of one of JSON."""

    monday = HoursField(label=WEEKDAYS[0], help_text=HINT)
    tuesday = HoursField(label=WEEKDAYS[1])
    wednesday = HoursField(label=WEEKDAYS[2])
    thursday = HoursField(label=WEEKDAYS[3])
    friday = HoursField(label=WEEKDAYS[4])
    saturday = HoursField(label=WEEKDAYS[5])
    sunday = HoursField(label=WEEKDAYS[6])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, spans in zip(DAYS, self.instance.weekly, strict=True):
            self.initial[day] = spans

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        weekly = [data.get(day, []) for day in DAYS]
        if any(weekly):
            self.instance.weekly = weekly
        elif not self.errors:
            self.add_error("monday", _("A week needs at least one working day"))
        return data
