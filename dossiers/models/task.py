import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procedures.models.choices import UNITS, HandOver


class TaskKind(models.TextChoices):
    OPINION = "OPINION", _("give an opinion")
    PART = "PART", _("do a part of the work")
    UPPER = "UPPER", _("decide as the level above")


class TaskState(models.TextChoices):
    WAITING = "WAITING", _("waits for an earlier one")
    OPEN = "OPEN", _("asked")
    ANSWERED = "ANSWERED", pgettext_lazy("request to another agency", "answered")
    CANCELLED = "CANCELLED", _("called off")


class TaskOutcome(models.TextChoices):
    AGREE = "AGREE", _("agrees")
    DISAGREE = "DISAGREE", _("does not agree")
    DONE = "DONE", _("done")
    REFUSED = "REFUSED", _("refused")
    NOT_OURS = "NOT_OURS", _("not competent")


HALTS = (TaskOutcome.REFUSED, TaskOutcome.NOT_OURS)
"""Outcomes after which nothing later starts by itself: the unit in charge decides first."""


class Task(models.Model):
    """What another agency, or another unit, is asked to do for a dossier, with its own limit.

    Tasks of one `stage` run side by side, stages one after the other; `round` counts how often the
    unit in charge has asked. `unit` is who has it now inside the agency asked. `due_at` is derived
    from `started_at`, `limit` and `limit_unit` on the calendar of that agency. `answer` is a draft
    until `answered_at`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="tasks")
    round = models.PositiveSmallIntegerField()
    stage = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=TaskKind.choices)
    content = models.TextField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    hand_over = models.CharField(max_length=6, choices=HandOver.choices)
    limit = models.PositiveSmallIntegerField()
    limit_unit = models.CharField(max_length=16, choices=UNITS)
    state = models.CharField(max_length=10, choices=TaskState.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=TaskOutcome.choices, blank=True)
    answer = models.TextField(blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    called_off_because = models.TextField(blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request to another agency")
        verbose_name_plural = _("requests to other agencies")
        ordering = ["round", "stage", "id"]
        indexes = [
            models.Index(
                F("unit"), F("due_at"), F("id"), condition=Q(state="OPEN"), name="task_to_answer"
            ),
            models.Index(fields=["agency", "-answered_at", "-id"], name="task_answered"),
            models.Index(fields=["due_at"], condition=Q(state="OPEN"), name="task_running"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="OPEN", started_at__isnull=False, due_at__isnull=False)
                | ~Q(state="OPEN"),
                name="open_task_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(state="ANSWERED", answered_at__isnull=False)
                & ~Q(outcome="")
                & ~Q(answer="")
                | ~Q(state="ANSWERED") & Q(answered_at__isnull=True),
                name="answered_task_has_its_answer",
            ),
        ]

    def __str__(self):
        return f"{self.agency_id} {self.kind} {self.state}"

    @property
    def is_inside(self) -> bool:
        """Whether the unit asked belongs to the agency in charge itself."""
        return self.agency.authority == self.dossier.agency.authority

    @property
    def desk_url(self) -> str:
        """Its page for the officials of the agency asked."""
        return reverse("coordination:task", args=[self.public_id])
