from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.decision import Outcome


class WordingState(models.TextChoices):
    DRAFT = "DRAFT", _("draft")
    PUBLISHED = "PUBLISHED", _("in use")
    REPLACED = "REPLACED", _("replaced")
    WITHDRAWN = "WITHDRAWN", _("no longer used")


MESSAGE = "MESSAGE"
"""A text that answers messages; it decides nothing and needs no provision."""

USES = [*Outcome.choices, (MESSAGE, _("answer to a message"))]


class Wording(models.Model):
    """A text for decisions on one procedure, with one outcome on one ground, or for answers to
    messages about it.
    """

    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, related_name="+")
    case_key = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=16, choices=USES)
    ground = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("wording for decisions")
        verbose_name_plural = _("wordings for decisions")
        ordering = ["procedure", "outcome", "ground", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "case_key", "outcome", "ground"], name="wording_once"
            )
        ]

    def __str__(self):
        return self.ground


class WordingVersion(models.Model):
    """One version of a wording: drafted by one person, put into use by another, then frozen.
    A proposal keeps the version it was taken from.
    """

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.TextField(blank=True)
    citations = models.TextField(help_text=_("one provision a line"))
    state = models.CharField(
        max_length=10, choices=WordingState.choices, default=WordingState.DRAFT
    )
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("version of a wording")
        verbose_name_plural = _("versions of wordings")
        ordering = ["wording", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["wording", "number"], name="wording_numbers_once"),
            models.UniqueConstraint(
                fields=["wording"], condition=Q(state="PUBLISHED"), name="one_wording_in_use"
            ),
            models.UniqueConstraint(
                fields=["wording"], condition=Q(state="DRAFT"), name="one_draft_of_a_wording"
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("drafted_by")),
                name="second_person_publishes_wording",
            ),
        ]

    def __str__(self):
        return f"{self.wording_id}/{self.number}"
