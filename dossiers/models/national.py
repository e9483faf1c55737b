"""Dossiers and the national portal: what was told there, and what came from there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.fields import EncryptedJSONField, EncryptedTextField


class NationalReport(models.Model):
    """How far the national portal knows one dossier.

    `wanted` is the version of the last public change, written by the verb; `sent` the version that
    the centre was last told, and `step` the last event told as a step. The dossier is behind while
    `sent` is below `wanted`.
    """

    dossier = models.OneToOneField(
        "dossiers.Dossier", models.PROTECT, related_name="national_report"
    )
    wanted = models.PositiveIntegerField(_("version to tell"))
    wanted_at = models.DateTimeField(_("changed at"))
    sent = models.PositiveIntegerField(_("version told"), default=0)
    sent_at = models.DateTimeField(_("told at"), null=True, blank=True)
    step = models.BigIntegerField(_("last step told"), default=0)
    error = models.CharField(_("what stopped it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("report to the national portal")
        verbose_name_plural = _("reports to the national portal")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["wanted_at", "id"],
                condition=Q(sent__lt=F("wanted")),
                name="national_behind",
            )
        ]

    def __str__(self):
        return f"{self.dossier_id}: {self.sent}/{self.wanted}"

    @property
    def is_behind(self) -> bool:
        return self.sent < self.wanted


class Arrival(models.Model):
    """A dossier that another portal handed in, as it came. `filed_at` is when the person sent it
    there; the system receipt here is the dossier's own.
    """

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="arrival")
    partner = models.CharField(_("partner"), max_length=40)
    filed_at = models.DateTimeField(_("filed at"))
    received_at = models.DateTimeField(_("received at"))
    digest = models.CharField(_("SHA-256 of what came"), max_length=64)
    fields = EncryptedJSONField(pgettext_lazy("from another portal", "what came"))

    class Meta:
        verbose_name = _("dossier from another portal")
        verbose_name_plural = _("dossiers from other portals")
        ordering = ["id"]

    def __str__(self):
        return f"{self.partner} {self.dossier_id}"


class ArrivalFile(models.Model):
    """A file of such a dossier, fetched by the worker from the address that the partner gave."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("being fetched")
        KEPT = "KEPT", _("kept")
        FAILED = "FAILED", _("not fetched")

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="files")
    key = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=180)
    paper = models.ForeignKey("procedures.Paper", models.PROTECT, related_name="+")
    address = EncryptedTextField()
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    problem = models.CharField(_("why not"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("file from another portal")
        verbose_name_plural = _("files from other portals")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["arrival", "key"], name="arrival_file_once")]

    def __str__(self):
        return self.name


class ArrivalConflict(models.Model):
    """The partner sent the same code again with other words. Nothing was overwritten; an official
    looks at both.
    """

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="conflicts")
    digest = models.CharField(_("SHA-256 of what came"), max_length=64)
    fields = EncryptedJSONField(pgettext_lazy("from another portal", "what came"))
    received_at = models.DateTimeField(_("received at"))
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)

    class Meta:
        verbose_name = _("contradiction of another portal")
        verbose_name_plural = _("contradictions of other portals")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["arrival", "digest"], name="arrival_conflict_once"),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="conflict_seen_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.arrival_id} {self.digest[:8]}"
