import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class TrackingCode(models.Model):
    """A one-time code sent to the dossier's own contact. Only its keyed hash is kept.

    `device_hash` is the browser that asked: a code asked for elsewhere does not end it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="+")
    device_hash = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tracking code")
        verbose_name_plural = _("tracking codes")
        indexes = [models.Index(fields=["dossier", "-sent_at"])]

    def __str__(self):
        return str(self.public_id)
