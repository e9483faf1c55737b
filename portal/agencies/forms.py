"""The question to the legal clock, as a page or a program asks it."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.agencies.models import Agency
from portal.agencies.moments import Given, Unreadable, read
from portal.agencies.selectors import (
    NoCalendar,
    agency_by_code,
    agency_choices,
    calendar_of,
    root,
)
from portal.agencies.wording import POLICIES, UNITS
from portal.kernel.clock import (
    OF_THE_APPLICANT,
    ClockError,
    Due,
    Interval,
    Policy,
    Unit,
    WaitKind,
    due,
)

MOST_DIGITS = 10**9
NO_CALENDAR = gettext_lazy("No working calendar has been published yet.")


class Wait(NamedTuple):
    """From when to when something was waited for, as it was written."""

    asked: Given
    answered: Given | None
    kind: WaitKind = WaitKind.SUPPLEMENT


def kind_of(text: str) -> WaitKind:
    """The kind of waiting of this name. Raises `ValidationError`."""
    try:
        return WaitKind(text.strip().upper())
    except ValueError as error:
        known = ", ".join(kind.lower() for kind in WaitKind)
        raise ValidationError(
            _("A kind of waiting is one of: %(kinds)s.") % {"kinds": known}
        ) from error


class MomentField(forms.Field):
    """A date, or a date and time; Vietnam's time unless it says otherwise."""

    def to_python(self, value: Any) -> Given | None:
        if value in self.empty_values:
            return None
        try:
            return read(value)
        except Unreadable as error:
            raise ValidationError(str(error)) from error


class IntervalsField(forms.Field):
    """`asked/answered,…`; an answer that is still awaited is left empty. What was waited for stands
    behind a space when it was not the applicant's papers.
    """

    def to_python(self, value: Any) -> list[Wait]:
        parts = (value or "").split(",")
        return [self._interval(part.strip()) for part in parts if part.strip()]

    def _interval(self, text: str) -> Wait:
        moments, _space, named = text.rpartition(" ")
        if not named.replace("_", "").isalpha():
            moments, named = text, WaitKind.SUPPLEMENT
        asked, slash, answered = moments.partition("/")
        if not slash:
            raise ValidationError(
                _("Write each interval as asked/answered, for example 2026-11-23/2026-11-26.")
            )
        try:
            until = read(answered) if answered.strip() else None
            return Wait(read(asked), until, kind_of(named))
        except Unreadable as error:
            raise ValidationError(str(error)) from error


class KindsField(forms.Field):
    """Kinds of waiting, separated by commas."""

    def to_python(self, value: Any) -> frozenset[WaitKind]:
        parts = (value or "").split(",")
        return frozenset(kind_of(part) for part in parts if part.strip())


class DueDateForm(forms.Form):
    """What the legal clock needs. `answer()` gives its answer once the form is valid."""

    accepted = MomentField(
        label=gettext_lazy("Accepted at"),
        help_text=gettext_lazy("Day and time at which a complete dossier was accepted."),
    )
    limit = forms.IntegerField(
        label=gettext_lazy("Time limit"),
        required=False,
        max_value=MOST_DIGITS,
        min_value=-MOST_DIGITS,
        error_messages={"invalid": gettext_lazy("The limit must be a whole number.")},
    )
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=list(UNITS.items()))
    agency = forms.CharField(label=gettext_lazy("Agency"), required=False, max_length=35)
    policy = forms.ChoiceField(
        label=gettext_lazy("When more papers are asked for"),
        required=False,
        choices=list(POLICIES.items()),
    )
    intervals = IntervalsField(required=False)
    left_out = KindsField(required=False)
    extension = forms.IntegerField(required=False, min_value=0, max_value=MOST_DIGITS)
    cap = forms.IntegerField(required=False, min_value=0, max_value=MOST_DIGITS)

    def clean_unit(self) -> Unit:
        return Unit(self.cleaned_data["unit"])

    def clean_policy(self) -> Policy:
        return Policy(self.cleaned_data["policy"] or Policy.RESTART)

    def clean_agency(self) -> Agency:
        """The agency that holds the code today, whenever the dossier was accepted; by default the
        province."""
        today = timezone.localdate()
        code = self.cleaned_data["agency"].strip()
        agency = agency_by_code(code, today) if code else root(today)
        if agency is None and code:
            raise ValidationError(_("No agency has this code. An example: H99.22."))
        if agency is None:
            raise ValidationError(str(NO_CALENDAR))
        return agency

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        if data["unit"] is not Unit.NONE and data["limit"] is None:
            self.add_error("limit", _("Enter the limit as a whole number."))
            return data
        try:
            self.answer = self._answer(data)
        except NoCalendar:
            self.add_error("agency", str(NO_CALENDAR))
        except ClockError as error:
            about = error.about if error.about in self.fields else None
            self.add_error(about, _(error.message) % error.params)
        return data

    def _answer(self, data: dict[str, Any]) -> Due:
        self.calendar = calendar_of(data["agency"], data["accepted"].day)
        self.moment = data["accepted"].opening(self.calendar)
        return due(
            self.moment,
            data["limit"],
            data["unit"],
            self.calendar,
            data["policy"],
            [self._interval(wait) for wait in self.waits()],
            left_out=data["left_out"] or OF_THE_APPLICANT,
            extension=data["extension"] or 0,
            cap=data["cap"],
        )

    def waits(self) -> list[Wait]:
        """When more papers or something else was waited for, and when it came."""
        return self.cleaned_data["intervals"]

    def _interval(self, wait: Wait) -> Interval:
        """Of a mere day, the close: the day itself still counts, and so does an answer on it."""
        asked, answered, kind = wait
        begins = asked.closing(self.calendar)
        if asked.moment is None and asked.day == self.moment.date():
            begins = max(begins, self.moment)
        if answered is None:
            return Interval(begins, None, kind)
        ends = answered.closing(self.calendar)
        if answered.moment is None and answered.day == begins.date():
            ends = max(begins, ends)
        return Interval(begins, ends, kind)


class DueDatePageForm(DueDateForm):
    """The same question with a list of agencies and two plain dates, for people."""

    accepted = MomentField(
        label=gettext_lazy("Accepted at"),
        help_text=gettext_lazy("Day and time at which a complete dossier was accepted."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    limit = forms.IntegerField(
        label=gettext_lazy("Time limit"),
        required=False,
        max_value=MOST_DIGITS,
        min_value=-MOST_DIGITS,
        widget=forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
    )
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    asked = MomentField(
        label=gettext_lazy("More papers asked for on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    answered = MomentField(
        label=gettext_lazy("Complete answer received on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    field_order = ("accepted", "limit", "unit", "agency", "asked", "answered", "policy")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("intervals", "left_out", "extension", "cap"):
            del self.fields[name]
        self.fields["agency"].choices = agency_choices(timezone.localdate())

    def clean_answered(self) -> Given | None:
        answered = self.cleaned_data["answered"]
        if answered and not self.cleaned_data.get("asked"):
            raise ValidationError(_("Enter when more papers were asked for, too."))
        return answered

    def clean(self) -> dict[str, Any]:
        self.cleaned_data |= {"left_out": None, "extension": None, "cap": None}
        return super().clean()

    def waits(self) -> list[Wait]:
        asked = self.cleaned_data["asked"]
        return [Wait(asked, self.cleaned_data["answered"])] if asked else []
