from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SettlementReport(models.Model):
    """The report of one agency on the handling of its dossiers, as signed: it stays so whatever is
    corrected later. `lines` are those of the form by the key of the sector.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    lines = models.JSONField()
    beside = models.JSONField()
    digest = models.CharField(max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_post = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report on handling")
        verbose_name_plural = _("reports on handling")
        ordering = ["-until", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "since", "until"], name="one_report_a_period"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="report_has_a_period"),
        ]

    def __str__(self):
        return f"{self.agency_id} {self.since}–{self.until}"
