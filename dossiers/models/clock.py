from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DueKind(models.TextChoices):
    REPLY = "REPLY", _("answer from the desk")
    STATUTORY = "STATUTORY", _("limit set by law")
    PROMISED = "PROMISED", _("date on the receipt")


class DueDate(models.Model):
    """One computed date with the explanation of every day. Never changed: a new computation is a
    new row.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="due_dates")
    kind = models.CharField(max_length=16, choices=DueKind.choices)
    at = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField()
    limit = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=16)
    calendar_version = models.CharField(max_length=64)
    days = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("due date")
        verbose_name_plural = _("due dates")
        ordering = ["id"]
        indexes = [models.Index(fields=["dossier", "kind", "-id"])]

    def __str__(self):
        return f"{self.kind} {self.at}"


class WaitingInterval(models.Model):
    """A stretch in which the house waits for somebody else. What it does to the date is derived,
    never written.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="intervals")
    supplement = models.OneToOneField(
        "dossiers.Supplement", models.PROTECT, related_name="interval"
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("waiting interval")
        verbose_name_plural = _("waiting intervals")
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=models.F("asked_at")),
                name="interval_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(answered_at__isnull=True),
                name="one_open_interval_per_dossier",
            ),
        ]

    def __str__(self):
        return f"{self.asked_at}–{self.answered_at or ''}"
