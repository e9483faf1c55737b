import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedJSONField


class BulkJob(models.Model):
    """One act on many dossiers, done one by one by the worker. `key` is that of the page that
    asked: sent twice, it is one job. `act` is an action of the state table or one of the desk’s.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField(max_length=24)
    arguments = EncryptedJSONField(default=dict)
    key = models.UUIDField()
    asked_at = models.DateTimeField()
    number = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "-id"], name="bulk_of_official")]
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="bulk_once_per_press")]

    def __str__(self):
        return f"{self.act}: {self.done}/{self.number}"


class ItemState(models.TextChoices):
    WAITING = "WAITING", _("still to do")
    DONE = "DONE", _("done")
    CHANGED = "CHANGED", _("changed meanwhile, left alone")
    NOT_ALLOWED = "NOT_ALLOWED", _("not allowed")
    REFUSED = "REFUSED", _("something is missing")


class BulkItem(models.Model):
    """One dossier of a bulk action with the `version` that the official saw, and how it went.
    `digest` is that of the proposal he read, when he decides on it.
    """

    job = models.ForeignKey(BulkJob, models.CASCADE, related_name="items")
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.WAITING)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("dossier of a bulk action")
        verbose_name_plural = _("dossiers of bulk actions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["job", "dossier"], name="dossier_once_in_a_bulk")
        ]

    def __str__(self):
        return f"{self.dossier_id}: {self.state}"
