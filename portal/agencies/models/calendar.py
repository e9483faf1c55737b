import uuid
from datetime import date, time
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel.calendar import CalendarError, Spans, SpecialDay, WorkingCalendar
from portal.kernel.text import nfc


def office_hours() -> list[list[list[str]]]:
    """The usual week of a state office, Monday first."""
    return [[["07:30", "11:30"], ["13:30", "17:30"]] for _ in range(5)] + [[], []]


def read_spans(value: Any) -> Spans:
    """Pairs of times from their stored form. Raises ``CalendarError``."""
    try:
        return tuple(
            (time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in value
        )
    except (TypeError, ValueError) as error:
        raise CalendarError("Hours are pairs of times, 07:30 to 11:30") from error


class Calendar(models.Model):
    """A working calendar that agencies share; what it says stands in its versions."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("working calendar")
        verbose_name_plural = _("working calendars")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class CalendarVersion(models.Model):
    """What a calendar says. A draft until published, unchangeable from then on.

    Dossiers accepted from ``since`` on are counted with it; of several, the one with the latest
    ``since``, then the highest number. ``weekly`` holds the hours of seven days, Monday first.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("draft")
        PUBLISHED = "PUBLISHED", _("published")

    calendar = models.ForeignKey(
        Calendar, on_delete=models.PROTECT, related_name="versions", verbose_name=_("calendar")
    )
    number = models.PositiveIntegerField(_("version"), editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    since = models.DateField(
        _("for dossiers accepted from"),
        help_text=_("Keep the day of the version before, unless the hours of the week change."),
    )
    weekly = models.JSONField(_("hours of the week"), default=office_hours)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("version of a working calendar")
        verbose_name_plural = _("versions of working calendars")
        ordering = ["calendar", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="calendar_version_number"),
            models.UniqueConstraint(
                fields=["calendar"],
                condition=models.Q(state="DRAFT"),
                name="calendar_one_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(state="DRAFT", published_at__isnull=True)
                | models.Q(state="PUBLISHED", published_at__isnull=False),
                name="calendar_published_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar.code}-{self.number}"

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    def clean(self) -> None:
        try:
            WorkingCalendar("", tuple(read_spans(day) for day in self.weekly))
        except (CalendarError, TypeError) as error:
            raise ValidationError({"weekly": _(str(error))}) from error

    def as_value(self) -> WorkingCalendar:
        """What the clock counts with. Raises ``CalendarError`` when the parts contradict."""
        off: dict[date, SpecialDay] = {}
        working: dict[date, SpecialDay] = {}
        for day in self.days.all():
            (off if day.kind == CalendarDay.Kind.OFF else working)[day.date] = day.as_value()
        weekly = tuple(read_spans(spans) for spans in self.weekly)
        return WorkingCalendar(str(self), weekly, off, working)


class CalendarDay(models.Model):
    """A day that differs from the week: off, or worked in exchange. Part of its version."""

    class Kind(models.TextChoices):
        OFF = "OFF", _("day off")
        WORKING = "WORKING", _("worked in exchange")

    version = models.ForeignKey(
        CalendarVersion, on_delete=models.CASCADE, related_name="days", verbose_name=_("version")
    )
    date = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.OFF)
    name = models.CharField(_("reason"), max_length=200)
    name_en = models.CharField(_("reason in English"), max_length=200, blank=True)
    spans = models.JSONField(
        _("hours"),
        null=True,
        blank=True,
        help_text=_("Only for a worked day with hours of its own."),
    )
    basis = models.CharField(_("announced by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("day off or worked in exchange")
        verbose_name_plural = _("days off and worked in exchange")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["version", "date"], name="calendar_day_once"),
            models.CheckConstraint(
                condition=models.Q(kind="WORKING") | models.Q(spans__isnull=True),
                name="calendar_day_off_has_no_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"

    def clean(self) -> None:
        if self.spans is None:
            return
        try:
            if not read_spans(self.spans):
                raise CalendarError("A working day needs hours")
        except CalendarError as error:
            raise ValidationError({"spans": _(str(error))}) from error

    def as_value(self) -> SpecialDay:
        spans = None if self.spans is None else read_spans(self.spans)
        return SpecialDay(nfc(self.name), nfc(self.name_en), spans, self.basis)
