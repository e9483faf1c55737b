from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Absence(models.Model):
    """An official is away from `since` to `until`, both days included; an unknown return has no
    `until`. `returned_at` when he is back, by the calendar or before it.
    """

    official = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["since"], condition=Q(returned_at=None), name="absences_under_way")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("official")), name="deputy_is_somebody_else"
            ),
        ]

    def __str__(self):
        return f"{self.official_id} → {self.deputy_id}: {self.since}–{self.until or ''}"


class AbsenceMove(models.Model):
    """A dossier that went to the deputy. `version` is the one right after: as long as it stands,
    the deputy has not touched it, and it goes back when the official returns.
    """

    absence = models.ForeignKey(Absence, models.PROTECT, related_name="moves")
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dossier moved to a deputy")
        verbose_name_plural = _("dossiers moved to deputies")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["absence", "dossier"], name="moved_once_an_absence")
        ]

    def __str__(self):
        return f"{self.absence_id}: {self.dossier_id}"
