import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedJSONField


class KeptPost(models.Model):
    """What somebody had typed when the session had ended, kept encrypted until `expires_at`.

    It belongs to the browser that sent it and, when known, to the person; both must agree to get
    it back. `fields` is a list of [name, value] pairs in the order sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="kept_posts"
    )
    device_hash = models.CharField(max_length=64, db_index=True)
    path = models.CharField(max_length=2000)
    title = models.CharField(max_length=200, blank=True)
    fields = EncryptedJSONField()
    left_out = models.JSONField(default=list)
    kept_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return f"{self.path} {self.kept_at:%d/%m/%Y %H:%M}"
