from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SoftClaim(models.Model):
    """An official says "I am at it" until a moment; it tells colleagues and forbids nothing."""

    dossier = models.OneToOneField("dossiers.Dossier", models.CASCADE, related_name="soft_claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("soft claim")
        verbose_name_plural = _("soft claims")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="claim_has_a_length")
        ]

    def __str__(self):
        return f"{self.dossier_id}: {self.by_id} – {self.until}"
