from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Replay(models.Model):
    """A draft revision tried on the last dossiers of its procedure, in steps.

    `results` holds for each dossier its id and what it would meet (`selectors.replay.as_json`):
    nothing that anybody answered. `last` is the dossier reached; the newest are tried first.
    `broken_off` when the draft was changed while it was being tried.
    """

    revision = models.ForeignKey("procedures.Revision", models.CASCADE, related_name="+")
    revision_version = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    day = models.DateField()
    done = models.PositiveIntegerField(default=0)
    last = models.BigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    broken_off = models.BooleanField(default=False)
    results = models.JSONField(default=list)

    class Meta:
        verbose_name = _("trial of a draft on past dossiers")
        verbose_name_plural = _("trials of drafts on past dossiers")
        ordering = ["-id"]
        indexes = [models.Index(fields=["revision", "-id"])]

    def __str__(self):
        return f"{self.revision_id}/{self.revision_version}: {self.done}"
