import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Instruction(models.Model):
    """What a leader wants done by a day: about a thing of any kind, or about a unit.

    The thing is named by kind and lasting key, as in the event log; the apps say what it is called
    and where it is read. It goes to an official, or to a unit and then to all who lead or work
    there. `due_at` is the close of its last day by the working calendar.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    to_official = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_unit = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    done_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("instruction")
        verbose_name_plural = _("instructions")
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="instruction_about"),
            models.Index(
                fields=["due_at", "id"], condition=Q(closed_at=None), name="instructions_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_official=None, to_unit__isnull=False)
                | Q(to_official__isnull=False, to_unit=None),
                name="instruction_goes_to_one",
            )
        ]

    def __str__(self):
        return f"{self.subject_kind} {self.subject_id}"

    def get_absolute_url(self):
        return reverse("instructions:one", args=[self.public_id])

    @property
    def state(self) -> str:
        """`closed`, `done` (reported, waits for the leader) or `open`."""
        if self.closed_at:
            return "closed"
        return "done" if self.done_at else "open"


class StepKind(models.TextChoices):
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    DONE = "DONE", _("Reported as done")
    REOPENED = "REOPENED", _("Sent back: not done yet")
    EXTENDED = "EXTENDED", _("New deadline")
    CLOSED = "CLOSED", _("Closed by the leader")


class InstructionStep(models.Model):
    instruction = models.ForeignKey(Instruction, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    text = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of an instruction")
        verbose_name_plural = _("steps of instructions")
        ordering = ["id"]

    def __str__(self):
        return f"{self.instruction_id}: {self.kind}"
