import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """What the portal told a person, in the words and language it was told.

    It stands in the account from the moment it is written; `Delivery` says how else it went out.
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


class Delivery(models.Model):
    """One way by which a text went to a person, and what became of it.

    `address` is masked and for reading only. The real one is looked up when sending; where there is
    no account to look in (a code to a new address), `sealed` keeps address and words encrypted
    until the end of the delivery and is emptied then.
    """

    class Channel(models.TextChoices):
        ACCOUNT = "ACCOUNT", _("in the account")
        EMAIL = "EMAIL", _("e-mail")
        SMS = "SMS", _("text message")

    class State(models.TextChoices):
        QUEUED = "QUEUED", _("on its way")
        SENT = "SENT", _("sent")
        FAILED = "FAILED", _("could not be delivered")
        SKIPPED = "SKIPPED", _("not sent")

    class Obstacle(models.TextChoices):
        """Why nothing was sent though nothing went wrong; kept in `reason`."""

        NO_ADDRESS = "NO_ADDRESS", _("there is no proven address for this in the account")
        NO_CARRIER = "NO_CARRIER", _("this portal cannot send text messages yet")
        TOO_LATE = "TOO_LATE", _("it was no longer valid when it could be sent")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    text = models.CharField(_("text"), max_length=120)
    channel = models.CharField(_("channel"), max_length=7, choices=Channel)
    address = models.CharField(_("address (masked)"), max_length=120, blank=True)
    sealed = models.TextField(blank=True, editable=False)
    valid_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.QUEUED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    message_id = models.CharField("Message-ID", max_length=200, blank=True)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_a_channel"),
            models.CheckConstraint(
                condition=models.Q(state="QUEUED") | models.Q(sealed=""),
                name="delivery_ended_keeps_no_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.channel} {self.state}"

    @property
    def reason_words(self) -> str:
        """The reason for the reader: an obstacle in his language, a carrier's fault as it came."""
        if self.reason in self.Obstacle.values:
            return self.Obstacle(self.reason).label
        return self.reason
