import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """What the portal told a person, in the words and language it was told.

    It stands in the account from the moment it is written; `Delivery` says how else it went out.
    `is_private`: it is about a sector of which even the subject of a letter must not speak.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    event = models.ForeignKey(
        "audit.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.CharField(_("text"), max_length=120)
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("message"))
    sms = models.CharField(_("text message"), max_length=480, blank=True)
    link = models.CharField(_("page"), max_length=500, blank=True)
    is_private = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_inbox"),
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at__isnull=True),
                name="notice_unread",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient", "text"], name="notice_once")
        ]

    def __str__(self) -> str:
        return self.subject
