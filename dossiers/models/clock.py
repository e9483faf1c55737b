from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.clock import OF_THE_APPLICANT
from procedures.models.choices import WAITS


class DueKind(models.TextChoices):
    REPLY = "REPLY", _("answer from the desk")
    STATUTORY = "STATUTORY", _("limit set by law")
    PROMISED = "PROMISED", _("date on the receipt")
    REPROMISED = "REPROMISED", _("new date of the apology")


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

    Of the applicant one thing is waited for at a time; other waits may lie side by side.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="intervals")
    kind = models.CharField(max_length=16, choices=WAITS)
    reason = models.TextField(blank=True)
    supplement = models.OneToOneField(
        "dossiers.Supplement", models.PROTECT, null=True, blank=True, related_name="interval"
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
            models.CheckConstraint(
                condition=Q(kind="SUPPLEMENT", supplement__isnull=False)
                | ~Q(kind="SUPPLEMENT") & Q(supplement=None),
                name="interval_of_a_supplement_has_it",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(answered_at__isnull=True, kind__in=sorted(OF_THE_APPLICANT)),
                name="one_thing_asked_of_the_applicant",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.asked_at}–{self.answered_at or ''}"


class LimitExtension(models.Model):
    """What a hard case was given on top of its limit, in the limit's unit, once, under the cap of
    the procedure.
    """

    dossier = models.OneToOneField(
        "dossiers.Dossier", models.PROTECT, related_name="limit_extension"
    )
    amount = models.PositiveSmallIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("extension of a limit")
        verbose_name_plural = _("extensions of limits")

    def __str__(self):
        return f"{self.dossier_id} +{self.amount}"


class Verification(models.Model):
    """Facts looked into outside the papers: when, where, with whom, and what came of it (NĐ
    61/2018, art. 19(3)).
    """

    interval = models.OneToOneField(WaitingInterval, models.PROTECT, related_name="verification")
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="verifications")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    participants = models.TextField()
    subject = models.TextField()
    with_applicant = models.BooleanField(default=False)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    findings = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ["id"]

    def __str__(self):
        return f"{self.dossier_id} {self.planned_at}"
