from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(models.TextChoices):
    """Against the date that binds: before it, on it, after it."""

    EARLY = "EARLY", pgettext_lazy("punctuality", "early")
    ON_TIME = "ON_TIME", pgettext_lazy("punctuality", "on time")
    LATE = "LATE", pgettext_lazy("punctuality", "late")


class Course(models.Model):
    """How one accepted dossier counts in the reports, by local days; derived from its events.

    It counts once, with its first ending: what is reopened later to mend the agency's own fault
    stays as it was settled. `contacts` is how often the applicant was called upon to complete it
    without having caused it alone.
    """

    dossier = models.OneToOneField(
        "dossiers.Dossier", models.PROTECT, primary_key=True, related_name="course"
    )
    received_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    ending = models.CharField(max_length=24, blank=True, help_text=_("the state it ended in"))
    contacts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("course of a dossier")
        verbose_name_plural = _("courses of dossiers")
        indexes = [
            models.Index(fields=["received_on"], name="course_received"),
            models.Index(fields=["settled_on"], name="course_settled"),
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.received_on}–{self.settled_on or ''}"


class Overdue(models.Model):
    """Days at whose end a dossier was in process past its date: from `since` up to the day before
    `until`. While nothing is overdue yet, `since` lies ahead: the day it will be, if nothing comes.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="overdue")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("days past the date")
        verbose_name_plural = _("days past the date")
        ordering = ["since"]
        indexes = [models.Index(fields=["since", "until"], name="overdue_days")]

    def __str__(self):
        return f"{self.dossier_id} {self.since}–{self.until or ''}"
